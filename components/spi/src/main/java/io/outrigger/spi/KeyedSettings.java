package io.outrigger.spi;

/**
 * The settings of every instance whose operations name a key.
 *
 * @param keyPrefix how the keys of different apps are kept apart in one backend
 */
public record KeyedSettings(
    @Setting(
            key = "keyPrefix",
            doc =
                "What stands before each key in the backend: `none`, `name` (the instance), `appid`"
                    + " (the app), or any other text without `||`, taken in lower case. Empty means"
                    + " the default of the kind and of the config's dialect.",
            orElse = "")
        String keyPrefix) {

  /** Refuses a prefix that could not be told from a key. */
  public KeyedSettings {
    if (keyPrefix.contains("||")) {
      throw new IllegalArgumentException(
          "keyPrefix: \"" + keyPrefix + "\" (expected: a text without ||)");
    }
  }
}

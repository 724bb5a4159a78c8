package io.outrigger.spi.sequencer;

import io.outrigger.spi.Setting;

/**
 * The settings of every sequencer.
 *
 * @param keyPrefix how the keys of different apps are kept apart in one backend
 * @param segmentStep how many ids the sidecar takes at once for WEAK calls
 */
public record SequencerSettings(
    @Setting(
            key = "keyPrefix",
            doc =
                "What stands before each key in the backend: `none`, `name` (the instance), `appid`"
                    + " (the app), or any other text without `||`, taken in lower case. Empty means"
                    + " `appid`.",
            orElse = "")
        String keyPrefix,
    @Setting(
            key = "segmentStep",
            doc =
                "How many ids the sidecar takes from the backend at once for WEAK calls; what is"
                    + " left of them is lost when it ends.",
            orElse = "10000")
        int segmentStep) {

  private static final int MAX_STEP = 10_000_000;

  /** Refuses a prefix that could not be told from a key, and a step out of range. */
  public SequencerSettings {
    if (keyPrefix.contains("||")) {
      throw new IllegalArgumentException(
          "keyPrefix: \"" + keyPrefix + "\" (expected: a text without ||)");
    }
    if (segmentStep < 1 || segmentStep > MAX_STEP) {
      throw new IllegalArgumentException(
          "segmentStep: " + segmentStep + " (expected: 1 to " + MAX_STEP + ")");
    }
  }
}

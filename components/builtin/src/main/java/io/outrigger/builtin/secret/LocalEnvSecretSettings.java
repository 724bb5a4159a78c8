package io.outrigger.builtin.secret;

import io.outrigger.spi.Setting;

/**
 * The settings of a {@link LocalEnvSecretStore}. With neither of them nothing can be read: the
 * environment of a sidecar also holds what is meant for the sidecar alone.
 *
 * @param prefix how the names of the readable variables begin; empty when it is not given
 * @param all whether every variable is readable
 */
public record LocalEnvSecretSettings(
    @Setting(
            doc =
                "The app may read the variables whose names begin with this, such as `APP_`. The"
                    + " prefix is part of the secret's name: `APP_TOKEN`.",
            orElse = "")
        String prefix,
    @Setting(
            doc = "Whether the app may read every variable of the sidecar's environment.",
            orElse = "false")
        boolean all) {

  /** Refuses a prefix that has no effect. */
  public LocalEnvSecretSettings {
    if (all && !prefix.isEmpty()) {
      throw new IllegalArgumentException(
          "prefix: \"" + prefix + "\" with all: true (expected: one of the two)");
    }
  }

  /** Whether the app may read the variable {@code name}. */
  boolean allows(String name) {
    return all || (!prefix.isEmpty() && name.startsWith(prefix));
  }

  /** Whether the app may read no variable at all. */
  boolean allowsNothing() {
    return !all && prefix.isEmpty();
  }
}

package io.outrigger.builtin.secret;

import io.outrigger.spi.Setting;
import java.nio.file.Path;

/**
 * The settings of a {@link LocalFileSecretStore}; their names are Layotto's.
 *
 * @param secretsFile the file
 * @param nestedSeparator what stands between the parts of a name
 * @param multiValued whether an object at the top is one secret with several values
 */
public record LocalFileSecretSettings(
    @Setting(
            key = "secretsFile",
            doc =
                "The JSON file that holds the secrets, an object; a relative path begins at the"
                    + " working directory of the sidecar. It is read again when it changes.")
        Path secretsFile,
    @Setting(
            key = "nestedSeparator",
            doc =
                "What joins the keys on the way to a nested value into one name: with `:` the value"
                    + " in `{\"db\": {\"users\": [\"ann\"]}}` is the secret `db:users:0`.",
            orElse = ":")
        String nestedSeparator,
    @Setting(
            key = "multiValued",
            doc =
                "Whether an object (or array) at the top of the file is one secret with several"
                    + " values, instead of as many secrets with one value each.",
            orElse = "false")
        boolean multiValued) {

  /** Refuses a separator that separates nothing. */
  public LocalFileSecretSettings {
    if (nestedSeparator.isEmpty()) {
      throw new IllegalArgumentException(
          "nestedSeparator: \"\" (expected: at least one character)");
    }
  }
}

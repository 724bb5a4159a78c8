package io.outrigger.spi.secret;

import io.outrigger.spi.Setting;
import java.util.List;

/**
 * The settings of every secret store: which of its secrets the app may read.
 *
 * @param allowedSecrets if there are any, only these
 * @param deniedSecrets never these, unless they are allowed
 * @param defaultAccess for those that no list names
 */
public record SecretScope(
    @Setting(doc = "If not empty, the app may read only these secrets.")
        List<String> allowedSecrets,
    @Setting(doc = "The app may not read these secrets; ignored when `allowed_secrets` is set.")
        List<String> deniedSecrets,
    @Setting(
            doc = "Whether the app may read a secret that neither list names: `allow` or `deny`.",
            orElse = "allow")
        Access defaultAccess) {

  /** Whether a secret may be read. */
  public enum Access {
    /** It may. */
    ALLOW,
    /** It may not. */
    DENY
  }

  /** Copies the lists. */
  public SecretScope {
    allowedSecrets = List.copyOf(allowedSecrets);
    deniedSecrets = List.copyOf(deniedSecrets);
  }

  /** Whether the app may read the secret {@code name}. */
  public boolean allows(String name) {
    if (!allowedSecrets.isEmpty()) {
      return allowedSecrets.contains(name);
    }
    return !deniedSecrets.contains(name) && defaultAccess == Access.ALLOW;
  }
}

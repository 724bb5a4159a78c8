package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;

/**
 * A setting whose value is in a secret store: an item of {@code secret_ref}.
 *
 * @param store the name of the secret store's instance
 * @param secret the name of the secret
 * @param value which of the secret's values it is
 * @param setting the key of the setting that takes it
 * @param pointer where the config says so
 * @param position where that stands
 */
public record SecretReference(
    String store, String secret, String value, String setting, Pointer pointer, Position position) {

  @Override
  public String toString() {
    return "secret \"" + secret + "\" of secret store \"" + store + "\"";
  }
}

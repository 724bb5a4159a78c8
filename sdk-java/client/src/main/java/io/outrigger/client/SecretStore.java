package io.outrigger.client;

import java.util.Map;

/**
 * A secret store. Thread-safe. Every method fails with {@link OutriggerException} and is repeated
 * as {@link RetryPolicy} says.
 */
public final class SecretStore {

  private final AsyncSecretStore async;

  SecretStore(AsyncSecretStore async) {
    this.async = async;
  }

  /**
   * Reads a secret.
   *
   * @throws OutriggerException with {@link ErrorCode#NOT_FOUND} when there is none, {@link
   *     ErrorCode#PERMISSION_DENIED} when the config does not let the application read it
   */
  public Secret get(String key) {
    return Await.result(async.get(key));
  }

  /**
   * Reads a secret, with something for the store in the words of its type, such as a version.
   *
   * @throws OutriggerException as {@link #get(String)}
   */
  public Secret get(String key, Map<String, String> metadata) {
    return Await.result(async.get(key, metadata));
  }

  /** Every secret that the config lets the application read, by name. */
  public Map<String, Secret> getAll() {
    return Await.result(async.getAll());
  }
}

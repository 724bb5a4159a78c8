package io.outrigger.client;

import java.util.Map;

/** Changes to the running sidecar. Thread-safe. */
public final class Lifecycle {

  private final AsyncLifecycle async;

  Lifecycle(AsyncLifecycle async) {
    this.async = async;
  }

  /**
   * Gives an instance new settings; no call that runs is lost. Never repeated. Outrigger's sidecar
   * does not serve it yet, and refuses each with {@link ErrorCode#UNIMPLEMENTED}.
   *
   * @param kind the section of the config, such as {@code state}
   * @param name the instance
   * @param settings spelt as in the config; at least one. Others keep their values
   * @throws OutriggerException with {@link ErrorCode#INVALID_ARGUMENT} and every problem when the
   *     settings are wrong or there is no such instance, {@link ErrorCode#UNIMPLEMENTED} when the
   *     sidecar does not serve changes
   */
  public void apply(String kind, String name, Map<String, String> settings) {
    Await.result(async.apply(kind, name, settings));
  }
}

package io.outrigger.runtime.config;

import java.util.Optional;

/**
 * What the sidecar says of itself.
 *
 * @param log where its log goes, and how much of it
 * @param accessLog where it notes the calls of the app; empty for nowhere
 * @param actuator where it tells its health; empty for nowhere
 * @param metrics where it tells its figures; empty for nowhere
 * @param tracing where it tells its part of traces; empty for nowhere
 */
public record TelemetrySettings(
    LogSettings log,
    Optional<AccessLogSettings> accessLog,
    Optional<ActuatorSettings> actuator,
    Optional<MetricsSettings> metrics,
    Optional<TracingSettings> tracing) {

  /** What holds when a config says nothing. */
  public static TelemetrySettings defaults() {
    return new TelemetrySettings(
        Defaults.of(LogSettings.class),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

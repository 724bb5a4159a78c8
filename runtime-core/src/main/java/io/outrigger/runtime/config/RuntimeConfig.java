package io.outrigger.runtime.config;

import java.util.List;

/**
 * A config that is right as far as its text can tell.
 *
 * @param app who the app is, and what holds for all of its instances
 * @param server how the app reaches the sidecar
 * @param telemetry what the sidecar says of itself
 * @param components what the app can call
 * @param warnings what has no effect, in the order of the file
 */
public record RuntimeConfig(
    AppSettings app,
    ServerSettings server,
    TelemetrySettings telemetry,
    Components components,
    List<Problem> warnings) {

  /** Copies the list. */
  public RuntimeConfig {
    warnings = List.copyOf(warnings);
  }

  /**
   * The instances of a config.
   *
   * @param instances in the order of the file
   * @param absent what is declared but not installed, in the order of the file
   */
  public record Components(List<InstanceConfig> instances, List<AbsentInstance> absent) {

    /** Copies the lists. */
    public Components {
      instances = List.copyOf(instances);
      absent = List.copyOf(absent);
    }
  }

  /** A config of instances that are all installed, without warnings. */
  public static RuntimeConfig of(
      AppSettings app, ServerSettings server, List<InstanceConfig> instances) {
    return new RuntimeConfig(
        app, server, TelemetrySettings.defaults(), new Components(instances, List.of()), List.of());
  }

  /** The instances, in the order of the file. */
  public List<InstanceConfig> instances() {
    return components.instances();
  }
}

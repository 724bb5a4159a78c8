package io.outrigger.runtime.config;

import java.util.List;

/**
 * A config that is right as far as its text can tell.
 *
 * @param instances in the order of the file
 * @param warnings what has no effect, in the order of the file
 */
public record RuntimeConfig(
    AppSettings app,
    ServerSettings server,
    List<InstanceConfig> instances,
    List<Problem> warnings) {

  /** Copies the lists. */
  public RuntimeConfig {
    instances = List.copyOf(instances);
    warnings = List.copyOf(warnings);
  }

  /** A config without warnings. */
  public RuntimeConfig(AppSettings app, ServerSettings server, List<InstanceConfig> instances) {
    this(app, server, instances, List.of());
  }
}

package io.outrigger.runtime.config;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;

/**
 * One declared instance of a component, its settings bound.
 *
 * @param declaration what it is called, and where it stands
 * @param descriptor the component type
 * @param settings makes its settings, of the class {@code descriptor.settings()}
 * @param common what it has whatever its type
 * @param references what must be there before it
 */
public record InstanceConfig(
    Declaration declaration,
    ComponentDescriptor<?, ?> descriptor,
    SettingsSource settings,
    Common common,
    References references) {

  /**
   * What an instance has whatever its type.
   *
   * @param settings of the class {@code kind.settings()}
   * @param onStartFailure its own, or else the app's
   */
  public record Common(Record settings, OnStartFailure onStartFailure) {}

  /** The kind whose section declares it. */
  public Kind<?> kind() {
    return declaration.kind();
  }

  /** Its name, unique within its kind. */
  public String name() {
    return declaration.name();
  }
}

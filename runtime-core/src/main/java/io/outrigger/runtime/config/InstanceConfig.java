package io.outrigger.runtime.config;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import java.util.List;

/**
 * One declared instance of a component, its settings bound.
 *
 * @param declaration what it is called, and where it stands
 * @param descriptor the component type
 * @param parts make the settings of its components, of the class {@code descriptor.settings()}:
 *     one, unless the descriptor has a combination
 * @param common what it has whatever its type
 * @param references what must be there before it
 */
public record InstanceConfig(
    Declaration declaration,
    ComponentDescriptor<?, ?> descriptor,
    List<SettingsSource> parts,
    Common common,
    References references) {

  /** Copies the list. */
  public InstanceConfig {
    parts = List.copyOf(parts);
  }

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

  /** Makes the settings of its component, of the first where it has several. */
  public SettingsSource settings() {
    return parts.getFirst();
  }

  /** Its name, unique within its kind. */
  public String name() {
    return declaration.name();
  }
}

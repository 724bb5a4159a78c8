package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.InstalledComponents;
import io.outrigger.runtime.config.SettingDescription;
import io.outrigger.spi.Combination;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind and its component types.
 *
 * @param settings what every instance of the kind has
 */
record InstalledKind(String name, List<SettingDescription> settings, List<Type> types) {

  InstalledKind {
    settings = List.copyOf(settings);
    types = List.copyOf(types);
  }

  /** All kinds of an installation; this opens every component directory. */
  static List<InstalledKind> of(InstalledComponents installed) {
    return installed.kindNames().stream()
        .flatMap(name -> installed.kind(name).stream())
        .map(kind -> of(installed, kind))
        .toList();
  }

  private static InstalledKind of(InstalledComponents installed, Kind<?> kind) {
    var common = SettingDescription.of(kind.settings());
    var types =
        installed.types(kind).stream()
            .flatMap(type -> installed.descriptor(kind, type).stream())
            .map(InstalledKind::type)
            .toList();
    return new InstalledKind(kind.name(), common, types);
  }

  private static Type type(ComponentDescriptor<?, ?> found) {
    return new Type(
        found.type(),
        found.aliases(),
        SettingDescription.of(found.settings()),
        found.combination().map(Combination::key));
  }

  /** What an instance of the type has: its own settings, and then those of the kind. */
  List<SettingDescription> settings(Type type) {
    return Stream.concat(type.settings().stream(), settings.stream()).toList();
  }

  /**
   * A component type.
   *
   * @param settings its own
   * @param partKey the setting that tells the components of an instance apart; empty when it has
   *     one
   */
  record Type(
      String name,
      List<String> aliases,
      List<SettingDescription> settings,
      Optional<String> partKey) {

    Type {
      aliases = List.copyOf(aliases);
      settings = List.copyOf(settings);
    }

    /** The name and the aliases. */
    List<String> names() {
      return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }
  }
}

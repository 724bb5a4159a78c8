package io.outrigger.runtime.config;

import io.outrigger.spi.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form of the config says, each part with where it stands.
 *
 * @param sections the settings of the sidecar by section, those that are there
 * @param listen what the server listens on, if the form says it elsewhere than in its section
 * @param actuator the same of the actuator
 * @param kinds the declarations of instances, in the order of the file
 */
record Layout(
    Map<String, SettingsNode> sections,
    List<ListenAddress> listen,
    List<ListenAddress> actuator,
    List<KindSection> kinds) {

  Layout {
    sections = Map.copyOf(sections);
    listen = List.copyOf(listen);
    actuator = List.copyOf(actuator);
    kinds = List.copyOf(kinds);
  }

  Optional<SettingsNode> section(String name) {
    return Optional.ofNullable(sections.get(name));
  }

  /** The declared instances of a kind. */
  record KindSection(Kind<?> kind, List<SettingsNode.Entry> instances) {

    KindSection {
      instances = List.copyOf(instances);
    }
  }
}

package io.outrigger.runtime.config;

import io.outrigger.spi.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form of the config says, each part with where it stands.
 *
 * @param sections the settings of the sidecar by section, those that are there
 * @param listening what the form says of listeners elsewhere than in the sections
 * @param kinds the declarations of instances, in the order of the file
 */
record Layout(Map<String, SettingsNode> sections, Listening listening, List<KindSection> kinds) {

  Layout {
    sections = Map.copyOf(sections);
    kinds = List.copyOf(kinds);
  }

  Optional<SettingsNode> section(String name) {
    return Optional.ofNullable(sections.get(name));
  }

  /**
   * Listeners.
   *
   * @param grpc what the server listens on; none when its section says it
   * @param actuator the same of the actuator
   * @param rates of methods, by their full names
   */
  record Listening(
      List<ListenAddress> grpc, List<ListenAddress> actuator, Map<String, Rate> rates) {

    Listening {
      grpc = List.copyOf(grpc);
      actuator = List.copyOf(actuator);
      rates = Map.copyOf(rates);
    }

    /** Nothing is said elsewhere. */
    static Listening none() {
      return new Listening(List.of(), List.of(), Map.of());
    }
  }

  /** How many calls of a method may begin in a second, and what says so. */
  record Rate(double perSecond, SettingsNode rule) {

    static Rate stricter(Rate one, Rate other) {
      return other.perSecond < one.perSecond ? other : one;
    }
  }

  /** The declared instances of a kind. */
  record KindSection(Kind<?> kind, List<SettingsNode.Entry> instances) {

    KindSection {
      instances = List.copyOf(instances);
    }
  }
}

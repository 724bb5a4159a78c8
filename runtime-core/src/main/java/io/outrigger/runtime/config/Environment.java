package io.outrigger.runtime.config;

import java.util.Map;
import java.util.Optional;

/** The variables that {@code ${NAME}} in a config stands for. */
@FunctionalInterface
public interface Environment {

  /** The value of the variable {@code name}; empty when it is not set. */
  Optional<String> get(String name);

  /** The environment of this process. */
  static Environment ofProcess() {
    return name -> Optional.ofNullable(System.getenv(name));
  }

  /** An environment of these variables only. */
  static Environment of(Map<String, String> variables) {
    var copy = Map.copyOf(variables);
    return name -> Optional.ofNullable(copy.get(name));
  }
}

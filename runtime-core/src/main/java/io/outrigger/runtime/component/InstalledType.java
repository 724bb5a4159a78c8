package io.outrigger.runtime.component;

import java.util.List;

/**
 * A component type that is installed, as a list of them shows it.
 *
 * @param kind the name of its kind
 * @param type the value of the config's {@code type} key
 * @param aliases other values of that key that mean the same
 * @param place the jar of the class path, or the component directory, that brings it
 */
public record InstalledType(String kind, String type, List<String> aliases, String place) {

  /** Copies the aliases. */
  public InstalledType {
    aliases = List.copyOf(aliases);
  }
}

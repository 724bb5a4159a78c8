package io.outrigger.runtime.config;

import java.util.List;

/**
 * What a config gives to the settings of one instance.
 *
 * @param own what counts for the instance as a whole
 * @param parts what counts for each of its components, {@code own} in the place of what they do not
 *     have; {@code own} alone unless the config has an array of components
 */
record GivenSettings(SettingsNode own, List<SettingsNode> parts) {

  GivenSettings {
    parts = List.copyOf(parts);
  }

  /** Of an instance with one component. */
  static GivenSettings of(SettingsNode node) {
    return new GivenSettings(node, List.of(node));
  }
}

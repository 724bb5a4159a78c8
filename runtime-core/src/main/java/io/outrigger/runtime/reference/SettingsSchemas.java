package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.SettingDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The schemas of settings records, and of objects that have their settings. */
final class SettingsSchemas {

  private SettingsSchemas() {}

  /** An object that has these settings, all that are required, and no other keys. */
  static Node whole(List<SettingDescription> settings) {
    return closed(properties(settings)).putAll(required(settings));
  }

  /** An object that has these members and no other keys. */
  static Node closed(Node properties) {
    return Node.of("type", "object")
        .put("properties", properties)
        .put("additionalProperties", false);
  }

  /** The value of a setting, with what it does. */
  static Node property(SettingDescription setting) {
    return Prose.description(setting.doc())
        .put("default", setting.fallback().flatMap(Prose::value))
        .putAll(ValueSchemas.of(setting.values()));
  }

  /** A member for each key of the settings. */
  static Node properties(List<SettingDescription> settings) {
    var properties = Node.empty();
    for (var setting : settings) {
      properties.put(setting.key(), property(setting));
      for (var alias : setting.aliases()) {
        properties.put(alias, alias(setting).putAll(ValueSchemas.of(setting.values())));
      }
    }
    return properties;
  }

  /** A member for each key of the settings, which the definition {@code name} has. */
  static Node references(String name, List<SettingDescription> settings) {
    var properties = Node.empty();
    for (var setting : settings) {
      properties.put(setting.key(), Node.ref(name, "properties", setting.key()));
      setting.aliases().forEach(alias -> properties.put(alias, reference(name, alias)));
    }
    return properties;
  }

  /** That the required ones of the settings are there, by whichever key; empty for none. */
  static Node required(List<SettingDescription> settings) {
    var keys = new ArrayList<String>();
    var choices = new ArrayList<Node>();
    for (var setting : settings.stream().filter(SettingDescription::required).toList()) {
      if (setting.aliases().isEmpty()) {
        keys.add(setting.key());
      } else {
        choices.add(anyKey(setting));
      }
    }
    var node = keys.isEmpty() ? Node.empty() : Node.of("required", keys);
    return choices.isEmpty() ? node : node.put("allOf", choices);
  }

  private static Node alias(SettingDescription setting) {
    return Prose.description("The same as `" + setting.key() + "`.")
        .put("deprecated", true)
        .put("doNotSuggest", true);
  }

  /** Says it beside the reference, for readers that look no further. */
  private static Node reference(String name, String alias) {
    return Node.ref(name, "properties", alias).put("deprecated", true).put("doNotSuggest", true);
  }

  private static Node anyKey(SettingDescription setting) {
    var ways =
        Stream.concat(Stream.of(setting.key()), setting.aliases().stream())
            .map(key -> Node.of("required", List.of(key)))
            .toList();
    return Node.of("anyOf", ways);
  }
}

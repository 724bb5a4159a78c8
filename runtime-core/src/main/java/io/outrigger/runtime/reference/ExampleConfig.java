package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline;
import io.outrigger.runtime.config.SettingDescription;
import io.outrigger.runtime.config.SettingType;
import io.outrigger.runtime.json.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shortest config that has an instance of a component type. */
final class ExampleConfig {

  private ExampleConfig() {}

  static String shortForm(InstalledKind kind, InstalledKind.Type type) {
    var instance = Node.of("type", type.name()).putAll(shown(kind.settings(type)));
    var section = Node.of(kind.name(), Node.of("my-" + kind.name(), instance));
    return PlainJson.write(Node.of("components", section).plain());
  }

  /** Empty for a kind that a MOSN config does not have. */
  static Optional<String> mosnForm(InstalledKind kind, InstalledKind.Type type) {
    var instance = Node.of("type", type.name()).put("metadata", shown(kind.settings(type)));
    return ConfigOutline.mosnSections().entrySet().stream()
        .filter(section -> section.getValue().equals(kind.name()))
        .map(Map.Entry::getKey)
        .findFirst()
        .map(section -> Node.of(section, Node.of("my-" + kind.name(), instance)))
        .map(node -> PlainJson.write(node.plain()));
  }

  /** What is required, and what has an example. */
  private static Node shown(List<SettingDescription> settings) {
    var node = Node.empty();
    settings.stream()
        .filter(setting -> setting.required() || !setting.example().isEmpty())
        .forEach(setting -> node.put(setting.key(), value(setting)));
    return node;
  }

  private static Object value(SettingDescription setting) {
    return setting.example().isEmpty() ? value(setting.key(), setting.values()) : setting.example();
  }

  private static Object value(String key, SettingType type) {
    return switch (type) {
      case SettingType.Plain plain -> plain(key, plain);
      case SettingType.Whole _ -> 1;
      case SettingType.Span _ -> "5s";
      case SettingType.Choice choice -> choice.constants().getFirst();
      case SettingType.Nested nested -> shown(nested.members());
      case SettingType.ListOf _ -> List.of();
      case SettingType.MapOf _ -> Node.empty();
    };
  }

  private static Object plain(String key, SettingType.Plain type) {
    return switch (type) {
      case TEXT, SECRET -> "...";
      case PATH -> "/path/to/" + key;
      case ADDRESS -> "127.0.0.1:8080";
      case NUMBER -> 0.5;
      case BOOLEAN -> true;
      case SIZE -> "1MiB";
    };
  }
}

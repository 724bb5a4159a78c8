package io.outrigger.runtime.cli;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.component.InstalledType;
import io.outrigger.runtime.config.SettingDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A component type and its settings, as text and as JSON.
 *
 * @param settings its own, and then those of its kind
 */
record ComponentDetails(InstalledType type, List<SettingDescription> settings) {

  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  /** What {@code catalog} knows of {@code type}, one of its own. */
  static ComponentDetails of(ComponentCatalog catalog, InstalledType type) {
    var kind = catalog.kind(type.kind()).orElseThrow();
    var descriptor = catalog.descriptor(kind, type.type()).orElseThrow();
    return new ComponentDetails(
        type,
        Stream.of(descriptor.settings(), kind.settings())
            .flatMap(settings -> SettingDescription.of(settings).stream())
            .toList());
  }

  Map<String, ?> plain() {
    var plain = new LinkedHashMap<String, Object>(ComponentText.plain(type));
    plain.put("settings", settings.stream().map(ComponentDetails::plain).toList());
    return plain;
  }

  private static Map<String, ?> plain(SettingDescription setting) {
    var plain = new LinkedHashMap<String, Object>();
    plain.put("key", setting.key());
    plain.put("aliases", setting.aliases());
    plain.put("type", setting.type());
    plain.put("required", setting.required());
    setting.orElse().ifPresent(value -> plain.put("default", value));
    plain.put("doc", setting.doc());
    if (!setting.members().isEmpty()) {
      plain.put("members", setting.members().stream().map(ComponentDetails::plain).toList());
    }
    return plain;
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add(
        type.kind()
            + "/"
            + type.type()
            + names(type.aliases())
            + " from "
            + ComponentText.from(type));
    if (settings.isEmpty()) {
      lines.add(INDENT + "has no settings");
    }
    settings.forEach(setting -> describe(setting, "", lines));
    return String.join("\n", lines);
  }

  private static void describe(SettingDescription setting, String indent, List<String> lines) {
    lines.add(
        indent
            + setting.key()
            + names(setting.aliases())
            + ": "
            + setting.type()
            + absent(setting));
    wrap(setting.doc(), indent + INDENT, lines);
    setting.members().forEach(member -> describe(member, indent + INDENT, lines));
  }

  private static String names(List<String> aliases) {
    return aliases.isEmpty() ? "" : " (or " + String.join(", ", aliases) + ")";
  }

  private static String absent(SettingDescription setting) {
    return setting.required()
        ? ", required"
        : setting
            .orElse()
            .map(value -> ", default " + (value.isEmpty() ? "\"\"" : value))
            .orElse("");
  }

  private static void wrap(String text, String indent, List<String> lines) {
    var line = new StringBuilder(indent);
    for (var word : text.strip().split("\\s+", -1)) {
      if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
  }
}

package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.SettingDescription;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings as a table in Markdown. */
final class SettingsTable {

  private static final String HEAD =
      "| key | type | default | aliases | what it does |\n| --- | --- | --- | --- | --- |\n";

  private SettingsTable() {}

  static String of(List<SettingDescription> settings) {
    return HEAD + settings.stream().map(SettingsTable::row).collect(Collectors.joining("\n"));
  }

  /** Adds a table for each setting that has settings in it. */
  static void addMembers(List<SettingDescription> settings, List<String> parts) {
    for (var setting : settings) {
      if (!setting.members().isEmpty()) {
        parts.add("In `" + setting.key() + "` (" + setting.type() + "):");
        parts.add(of(setting.members()));
        addMembers(setting.members(), parts);
      }
    }
  }

  /** Words as code, in one line. */
  static String codes(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  /** A row of a table, an empty cell being one blank. */
  static String row(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(Collectors.joining("|", "|", "|"));
  }

  private static String row(SettingDescription setting) {
    return row(
        "`" + setting.key() + "`",
        Prose.cell(setting.type()),
        absent(setting),
        codes(setting.aliases()),
        Prose.cell(setting.doc()));
  }

  private static String absent(SettingDescription setting) {
    if (setting.required()) {
      return "required";
    }
    return setting
        .orElse()
        .map(value -> value.isEmpty() ? "empty" : "`" + Prose.cell(value) + "`")
        .orElse("none");
  }
}

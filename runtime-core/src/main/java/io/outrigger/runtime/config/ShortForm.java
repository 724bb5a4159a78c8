package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The form of the config whose root is {@code app}, {@code server} and {@code components}. */
final class ShortForm {

  private static final List<String> SETTINGS =
      List.of("app", "server", "log", "access_log", "actuator", "metrics", "tracing");
  private static final List<String> SECTIONS =
      Stream.concat(SETTINGS.stream(), Stream.of("components")).toList();

  private final InstalledComponents installed;
  private final BindContext context;

  ShortForm(InstalledComponents installed, BindContext context) {
    this.installed = installed;
    this.context = context;
  }

  /** What {@code root} says; what is wrong with it is added to the problems. */
  Layout layout(Json root) {
    var node = context.root(root);
    return node.map(this::layout)
        .orElseGet(() -> new Layout(Map.of(), Layout.Listening.none(), List.of()));
  }

  private Layout layout(SettingsNode root) {
    var sections = new LinkedHashMap<String, SettingsNode>();
    for (var name : SETTINGS) {
      root.entry(name, KeyMatching.EXACT)
          .flatMap(context::object)
          .ifPresent(node -> sections.put(name, node));
    }
    var kinds =
        root.entry("components", KeyMatching.EXACT).flatMap(context::object).stream()
            .flatMap(node -> node.entries().stream())
            .flatMap(this::kind)
            .toList();
    reportUnknownSections(root);
    return new Layout(sections, Layout.Listening.none(), kinds);
  }

  private Stream<Layout.KindSection> kind(SettingsNode.Entry section) {
    var kind = installed.kind(section.key());
    if (kind.isEmpty()) {
      reportUnknownKind(section);
      return Stream.empty();
    }
    return context.object(section).stream()
        .map(node -> new Layout.KindSection(kind.get(), node.entries()));
  }

  private void reportUnknownKind(SettingsNode.Entry section) {
    var names = installed.kindNames();
    var all = "installed: " + (names.isEmpty() ? "none" : String.join(", ", names));
    var meant = Suggestions.nearest(section.key(), names);
    var hint = meant.map(name -> "did you mean \"" + name + "\"? " + all).orElse(all);
    context.unknownKey(section, "unknown kind \"" + section.key() + "\"", hint);
  }

  private void reportUnknownSections(SettingsNode root) {
    for (var entry : root.entries()) {
      if (!SECTIONS.contains(entry.key())) {
        var hint = Suggestions.hint(entry.key(), SECTIONS, "known: " + String.join(", ", SECTIONS));
        context.unknownKey(entry, "unknown section \"" + entry.key() + "\"", hint);
      }
    }
  }
}

package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline;
import java.util.List;
import java.util.Map;

/** The schema of a config whose root is {@code app}, {@code server} and {@code components}. */
final class ShortSchema {

  private static final Map<String, String> SECTIONS =
      Map.of(
          "app", "Who the app is, and what holds for all of its instances.",
          "server", "How the app reaches the sidecar.",
          "log", "The sidecar's own log.",
          "access_log", "A line for each call of the app that has ended.",
          "actuator", "Where the sidecar tells its health over HTTP.",
          "metrics", "Where Prometheus reads the sidecar's figures.",
          "tracing", "Where the sidecar tells its part of traces.");

  private ShortSchema() {}

  /** The root's schema; what it needs is added to {@code definitions}. */
  static Node of(List<InstalledKind> kinds, Node definitions) {
    var root = Node.empty();
    ConfigOutline.sections()
        .forEach((name, settings) ->
            root.put(name, described(name).putAll(SettingsSchemas.whole(settings))));
    root.put("components", components(kinds, definitions));
    return SettingsSchemas.closed(root).put("patternProperties", Node.of("^\\$", Node.empty()));
  }

  private static Node described(String section) {
    return Prose.description(SECTIONS.getOrDefault(section, "The section `" + section + "`."));
  }

  private static Node components(List<InstalledKind> kinds, Node definitions) {
    var schemas = new InstanceSchemas(Form.SHORT, definitions);
    schemas.defineReferences(kinds.stream().map(InstalledKind::name).toList());
    var sections = Node.empty();
    kinds.forEach(kind -> sections.put(kind.name(), schemas.section(kind)));
    return Prose.description("What the app can call: instances by kind and then by name.")
        .putAll(SettingsSchemas.closed(sections));
  }
}

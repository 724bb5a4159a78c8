package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline;
import io.outrigger.runtime.config.ConfigOutline.MosnPlace;
import io.outrigger.runtime.config.SettingDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schema of a config of MOSN with Layotto's in it. What is MOSN's alone may be anything, and
 * its keys are described as without effect; what the sidecar reads is closed.
 */
final class MosnSchema {

  private static final String STOP_TIMEOUT = "graceful_stop_timeout";

  private final List<InstalledKind> kinds;
  private final Node definitions;
  private final Map<String, List<SettingDescription>> sections = ConfigOutline.sections();

  private MosnSchema(List<InstalledKind> kinds, Node definitions) {
    this.kinds = kinds;
    this.definitions = definitions;
  }

  /** The root's schema; what it needs is added to {@code definitions}. */
  static Node of(List<InstalledKind> kinds, Node definitions) {
    return new MosnSchema(kinds, definitions).root();
  }

  private Node root() {
    definitions.put("mosn.grpc_config", grpcConfig());
    definitions.put(
        "mosn.listener", new MosnListenerSchema(property("server", STOP_TIMEOUT)).listener());
    var keys =
        Node.of("servers", list("The servers, of which the sidecar takes the listeners.", server()))
            .put("metrics", metrics())
            .put("tracing", tracing())
            .putAll(ignored(MosnPlace.ROOT));
    return SettingsSchemas.closed(keys)
        .put("patternProperties", Node.of("^\\$", Node.empty()))
        .put("required", List.of("servers"));
  }

  private Node server() {
    var keys =
        Node.of("listeners", list("What it listens on.", Node.ref("mosn.listener")))
            .put("default_log_path", property("log", "path"))
            .put("default_log_level", property("log", "level"))
            .putAll(ignored(MosnPlace.SERVER));
    return SettingsSchemas.closed(keys);
  }

  private Node property(String section, String key) {
    return sections.getOrDefault(section, List.of()).stream()
        .filter(setting -> setting.key().equals(key))
        .map(SettingsSchemas::property)
        .findFirst()
        .orElseThrow();
  }

  private Node grpcConfig() {
    var app = SettingsSchemas.properties(sections.getOrDefault("app", List.of()));
    for (var callback : ConfigOutline.mosnCallbacks()) {
      app.put(callback, Prose.withoutEffect("no pub/sub is installed"));
    }
    var keys =
        Node.of("app", SettingsSchemas.closed(app))
            .put("server", SettingsSchemas.whole(sidecar()))
            .put(
                "access_log",
                SettingsSchemas.whole(sections.getOrDefault("access_log", List.of())));
    keys.putAll(instances()).putAll(ignored(MosnPlace.GRPC_CONFIG));
    return Prose.description("Layotto's settings: the app, and instances by section and name.")
        .putAll(SettingsSchemas.closed(keys));
  }

  /** The settings of the server but where it listens, which the listeners say. */
  private List<SettingDescription> sidecar() {
    return sections.getOrDefault("server", List.of()).stream()
        .filter(setting -> !setting.key().equals("listen"))
        .toList();
  }

  private Node instances() {
    var schemas = new InstanceSchemas(Form.MOSN, definitions);
    var names = ConfigOutline.mosnSections();
    schemas.defineReferences(List.copyOf(names.keySet()));
    var installed = kinds.stream().collect(Collectors.toMap(InstalledKind::name, schemas::section));
    var keys = Node.empty();
    names.forEach((section, kind) ->
        keys.put(
            section,
            installed.containsKey(kind)
                ? orNull(installed.get(kind))
                : Prose.withoutEffect("kind `" + kind + "` is not installed")));
    return keys;
  }

  /** A section may be there and say nothing. */
  private static Node orNull(Node section) {
    return Node.empty().putAll(section).put("type", List.of("object", "null"));
  }

  private static Node metrics() {
    var config = SettingsSchemas.properties(ConfigOutline.mosnMetrics());
    config.putAll(ignored(MosnPlace.TELEMETRY));
    var prometheus = Node.of("config", SettingsSchemas.closed(config));
    var sink =
        Node.of("type", "object")
            .put("properties", Node.of("type", suggested("prometheus")))
            .put("if", isType("prometheus"))
            .put("then", Node.of("properties", prometheus));
    var keys =
        Node.of("sinks", list("Where metrics go; `prometheus` alone has an effect.", sink))
            .putAll(ignored(MosnPlace.METRICS));
    return Prose.description("Where Prometheus reads the sidecar's figures.")
        .putAll(SettingsSchemas.closed(keys));
  }

  /** Only a driver that is switched on and installed is looked at. */
  private static Node tracing() {
    var config = SettingsSchemas.properties(ConfigOutline.mosnTracing());
    config.putAll(ignored(MosnPlace.TELEMETRY));
    var keys =
        Node.of("enable", Node.of("type", "boolean"))
            .put("driver", suggested("SkyWalking"))
            .put("config", SettingsSchemas.closed(config))
            .putAll(ignored(MosnPlace.TRACING));
    var used =
        Node.of("enable", Node.of("const", true))
            .put("driver", Node.of("pattern", "^" + ValueSchemas.inAnyCase("SkyWalking") + "$"));
    return Prose.description("Where the sidecar tells its part of traces.")
        .put("type", "object")
        .put("properties", Node.of("enable", Node.empty()).put("driver", suggested("SkyWalking")))
        .put("if", Node.of("properties", used).put("required", List.of("enable", "driver")))
        .put("then", SettingsSchemas.closed(keys));
  }

  /** That an object's {@code type} is {@code type}. */
  static Node isType(String type) {
    return Node.of("properties", Node.of("type", Node.of("const", type)))
        .put("required", List.of("type"));
  }

  /** Any text, of which the editor suggests these. */
  static Node suggested(String... values) {
    return Node.of("type", "string").put("examples", List.of(values));
  }

  static Node list(String markdown, Node item) {
    return Prose.description(markdown).put("type", "array").put("items", item);
  }

  static Node ignored(MosnPlace place) {
    var keys = Node.empty();
    place.ignored().forEach((key, why) -> keys.put(key, Prose.withoutEffect(why)));
    return keys;
  }

  /** The keys of {@code some} and those without effect. */
  static List<String> keys(List<String> some, MosnPlace place) {
    var keys = new ArrayList<>(some);
    keys.addAll(place.ignored().keySet());
    return keys;
  }
}

package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The form of the config that Layotto reads: one of MOSN, with Layotto's own in the settings of a
 * network filter of type {@code grpc}, at {@code
 * servers[].listeners[].filter_chains[].filters[].config.grpc_config}. For one use.
 *
 * <p>Of MOSN's part it takes the addresses of the listeners, the log, and where metrics and traces
 * go. What else is MOSN's has no effect here, which is said in one warning each. Keys match in any
 * case, as upstream's decoder has it.
 */
final class MosnForm {

  private static final Set<String> ROOT = Set.of("servers", "tracing", "metrics");
  private static final Set<String> SERVER =
      Set.of("default_log_path", "default_log_level", "listeners");
  private static final Set<String> LOG = Set.of("default_log_path", "default_log_level");

  /** Keys of the app that are about pub/sub. */
  static final Set<String> CALLBACKS = Set.of("grpc_callback_port", "grpc_callback_host");

  private static final String STOP_TIMEOUT = "graceful_stop_timeout";

  private final InstalledComponents installed;
  private final BindContext context;
  private final MosnListeners listeners;
  private final Map<String, SettingsNode> sections = new LinkedHashMap<>();
  private final List<Layout.KindSection> kinds = new ArrayList<>();

  MosnForm(InstalledComponents installed, BindContext context) {
    this.installed = installed;
    this.context = context;
    this.listeners = new MosnListeners(context);
  }

  /** Whether the config has this form: it has {@code servers}. */
  static boolean isFormOf(Json root) {
    return root instanceof Json.Obj object
        && object.members().stream()
            .anyMatch(member -> KeyMatching.IGNORE_CASE.same(member.key(), "servers"));
  }

  /** What {@code root} says; what is wrong with it is added to the problems. */
  Layout layout(Json root) {
    context.root(root).ifPresent(this::readRoot);
    return new Layout(sections, listeners.grpc(), listeners.actuator(), kinds);
  }

  private void readRoot(SettingsNode root) {
    context.items(root, "servers").forEach(this::readServer);
    var telemetry = new MosnTelemetry(context);
    telemetry.metrics(root).ifPresent(node -> sections.put("metrics", node));
    telemetry.tracing(root).ifPresent(node -> sections.put("tracing", node));
    var rest = root.without(ROOT, context.keys());
    rest.entries().forEach(entry -> ignore(entry, MosnNames.ROOT, "the config"));
    var filters = listeners.grpcFilters();
    if (filters.isEmpty()) {
      reportNoFilter(root);
      return;
    }
    readFilter(filters.getFirst());
    filters.stream().skip(1).forEach(other -> compare(filters.getFirst(), other));
  }

  private void readServer(SettingsNode server) {
    var log = server.where(entry -> LOG.stream().anyMatch(key -> same(entry, key)));
    if (!log.entries().isEmpty() && sections.putIfAbsent("log", log) != null) {
      log.entries()
          .forEach(entry ->
              context.warn(entry, "\"" + entry.key() + "\" has no effect", "the first one counts"));
    }
    context.items(server, "listeners").forEach(listeners::read);
    var rest = server.without(SERVER, context.keys());
    rest.entries().forEach(entry -> ignore(entry, MosnNames.SERVER, "a server"));
  }

  private boolean same(SettingsNode.Entry entry, String key) {
    return context.keys().same(entry.key(), key);
  }

  private void ignore(SettingsNode.Entry entry, MosnNames.Ignored ignored, String where) {
    context.ignore(entry, ignored, where);
  }

  private void reportNoFilter(SettingsNode root) {
    var place = root.entry("servers", context.keys()).orElseThrow();
    context
        .problems()
        .add(
            Problem.at(
                place.pointer(),
                place.keyPosition(),
                "no listener has a network filter of type \"grpc\"",
                "expected: servers[].listeners[].filter_chains[].filters[] with \"type\":"
                    + " \"grpc\""));
  }

  /** Several listeners may serve one config, which each of them repeats. */
  private void compare(SettingsNode first, SettingsNode other) {
    var one = first.entry("grpc_config", context.keys()).map(entry -> entry.value().toText());
    var two = other.entry("grpc_config", context.keys());
    if (two.isPresent() && !one.equals(two.map(entry -> entry.value().toText()))) {
      var place = two.get();
      context
          .problems()
          .add(
              Problem.at(
                  place.pointer(),
                  place.keyPosition(),
                  "a second grpc_config, which differs from the first",
                  "expected: one for all listeners, or equal ones"));
    }
  }

  /** Reads the settings of the filter {@code grpc}. */
  private void readFilter(SettingsNode filter) {
    var timeout = filter.entry(STOP_TIMEOUT, context.keys());
    var config = filter.entry("grpc_config", context.keys()).flatMap(context::object);
    config.ifPresent(this::readConfig);
    timeout.ifPresent(entry -> addToServer(filter, entry));
    filter
        .without(Set.of(STOP_TIMEOUT, "grpc_config"), context.keys())
        .entries()
        .forEach(entry -> ignore(entry, MosnNames.GRPC_FILTER, "the filter grpc"));
  }

  private void addToServer(SettingsNode filter, SettingsNode.Entry timeout) {
    var alone = new SettingsNode(filter.pointer(), filter.position(), List.of(timeout));
    sections.merge("server", alone, SettingsNode::with);
  }

  private void readConfig(SettingsNode config) {
    for (var entry : config.entries()) {
      if (same(entry, "app")) {
        context.object(entry).ifPresent(this::readApp);
      } else if (same(entry, "server")) {
        context.object(entry).ifPresent(node -> sections.put("server", node));
      } else if (!(entry.value() instanceof Json.Null)) {
        readSection(entry);
      }
    }
  }

  private void readApp(SettingsNode app) {
    sections.put("app", app.without(CALLBACKS, context.keys()));
    for (var entry : app.entries()) {
      if (CALLBACKS.stream().anyMatch(key -> same(entry, key))) {
        context.warn(entry, "\"" + entry.key() + "\" has no effect", "no pub/sub is installed");
      }
    }
  }

  private void readSection(SettingsNode.Entry entry) {
    var kind = MosnNames.kind(entry.key());
    if (kind.isEmpty()) {
      ignore(entry, MosnNames.GRPC_CONFIG, "grpc_config");
      return;
    }
    var found = installed.kind(kind.get());
    if (found.isEmpty()) {
      context.warn(
          entry,
          "the kind of \"" + entry.key() + "\" is not installed: its calls answer UNIMPLEMENTED",
          "installed: " + String.join(", ", installed.kindNames()));
      return;
    }
    Optional<SettingsNode> instances = context.object(entry);
    instances.ifPresent(node -> kinds.add(new Layout.KindSection(found.get(), node.entries())));
  }
}

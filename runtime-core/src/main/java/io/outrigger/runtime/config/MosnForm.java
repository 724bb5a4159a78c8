package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final Set<String> LOG = Set.of("default_log_path", "default_log_level");

  /** Keys of the app that are about pub/sub. */
  static final Set<String> CALLBACKS = Set.of("grpc_callback_port", "grpc_callback_host");

  private static final String CONFIG = "grpc_config";
  private static final String STOP_TIMEOUT = "graceful_stop_timeout";
  private static final String LISTEN = "listen";
  private static final String ACCESS_LOG = "access_log";
  private static final String NONE = "no listener has ";
  private static final String ONE = "expected: one for all listeners, or equal ones";

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
    var listening = new Layout.Listening(listeners.grpc(), listeners.actuator(), listeners.rates());
    return new Layout(sections, listening, kinds);
  }

  private void readRoot(SettingsNode root) {
    var read = MosnLevel.ROOT.read(root, context);
    context.items(read, "servers").forEach(this::readServer);
    var telemetry = new MosnTelemetry(context);
    telemetry.metrics(read).ifPresent(node -> sections.put("metrics", node));
    telemetry.tracing(read).ifPresent(node -> sections.put("tracing", node));
    if (!listeners.servesGrpc()) {
      reportNoFilter(root);
    }
    readFilters(
        listeners.grpcFilters().stream()
            .map(filter -> MosnLevel.GRPC_FILTER.read(filter, context))
            .toList());
  }

  private void readServer(SettingsNode server) {
    var read = MosnLevel.SERVER.read(server, context);
    var log = read.where(entry -> LOG.stream().anyMatch(key -> same(entry, key)));
    if (!log.entries().isEmpty() && sections.putIfAbsent("log", log) != null) {
      log.entries()
          .forEach(entry ->
              context.warn(entry, "\"" + entry.key() + "\" has no effect", "the first one counts"));
    }
    context.items(read, "listeners").forEach(listeners::read);
  }

  private boolean same(SettingsNode.Entry entry, String key) {
    return context.keys().same(entry.key(), key);
  }

  private void reportNoFilter(SettingsNode root) {
    var place = root.entry("servers", context.keys()).orElseThrow();
    var filter = "a network filter of type \"grpc\"";
    var message = listeners.hasGrpc() ? "no listener with " + filter + " is bound" : NONE + filter;
    var hint =
        listeners.hasGrpc()
            ? "expected: \"bind_port\": true"
            : "expected: servers[].listeners[].filter_chains[].filters[] with \"type\": \"grpc\"";
    report(place, message, hint);
  }

  /** Several listeners may serve one config, which each of them repeats. */
  private void readFilters(List<SettingsNode> filters) {
    filters.forEach(this::requireConfig);
    filters.stream().findFirst().ifPresent(this::readFilter);
    filters.stream().skip(1).forEach(other -> compare(filters.getFirst(), other));
  }

  /** A sidecar that serves nothing is never meant. */
  private void requireConfig(SettingsNode filter) {
    if (filter.entry(CONFIG, context.keys()).isEmpty()) {
      var message = "missing key \"grpc_config\" for the filter grpc";
      var hint = "expected: an object with the app and its components";
      context.problems().add(Problem.at(filter.pointer(), filter.position(), message, hint));
    }
  }

  private void compare(SettingsNode first, SettingsNode other) {
    if (first.entry(CONFIG, context.keys()).isPresent() && differs(first, other, CONFIG)) {
      var place = other.entry(CONFIG, context.keys()).orElseThrow();
      report(place, "a second grpc_config, which differs from the first", ONE);
    }
    if (differs(first, other, STOP_TIMEOUT)) {
      var place = other.entry(STOP_TIMEOUT, context.keys()).orElseThrow();
      report(place, "\"" + place.key() + "\" differs from that of the first filter grpc", ONE);
    }
  }

  /** Whether the key says something in {@code other} that it does not say in {@code first}. */
  private boolean differs(SettingsNode first, SettingsNode other, String key) {
    var one = first.entry(key, context.keys()).map(entry -> entry.value().toText());
    var two = other.entry(key, context.keys()).map(entry -> entry.value().toText());
    return two.isPresent() && !one.equals(two);
  }

  private void report(SettingsNode.Entry place, String message, String hint) {
    context.problems().add(Problem.at(place.pointer(), place.keyPosition(), message, hint));
  }

  /** Reads the settings of the filter {@code grpc}. */
  private void readFilter(SettingsNode filter) {
    filter.entry(CONFIG, context.keys()).flatMap(context::object).ifPresent(this::readConfig);
    filter.entry(STOP_TIMEOUT, context.keys()).ifPresent(entry -> addToServer(filter, entry));
  }

  private void addToServer(SettingsNode filter, SettingsNode.Entry timeout) {
    var alone = new SettingsNode(filter.pointer(), filter.position(), List.of(timeout));
    sections.merge("server", alone, SettingsNode::with);
  }

  private void readConfig(SettingsNode config) {
    MosnLevel.present(config).where(this::isOfAbsentKind).entries().forEach(this::warnOfKind);
    var read =
        MosnLevel.grpcConfig(installedSections())
            .read(config.where(entry -> !isOfAbsentKind(entry)), context);
    for (var entry : read.entries()) {
      if (same(entry, "app")) {
        context.object(entry).map(MosnLevel::present).ifPresent(this::readApp);
      } else if (same(entry, "server")) {
        context.object(entry).map(MosnLevel::present).ifPresent(this::readSidecar);
      } else if (same(entry, ACCESS_LOG)) {
        context
            .object(entry)
            .map(MosnLevel::present)
            .ifPresent(node -> sections.put(ACCESS_LOG, node));
      } else {
        readSection(entry);
      }
    }
  }

  private List<String> installedSections() {
    return MosnNames.sections().entrySet().stream()
        .filter(section -> installed.kind(section.getValue()).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean isOfAbsentKind(SettingsNode.Entry section) {
    return MosnNames.kind(section.key()).filter(k -> installed.kind(k).isEmpty()).isPresent();
  }

  private void warnOfKind(SettingsNode.Entry section) {
    context.warn(
        section,
        "the kind of \"" + section.key() + "\" is not installed: its calls answer UNIMPLEMENTED",
        "installed: " + String.join(", ", installed.kindNames()));
  }

  private void readApp(SettingsNode app) {
    sections.put("app", app.without(CALLBACKS, context.keys()));
    for (var entry : app.entries()) {
      if (CALLBACKS.stream().anyMatch(key -> same(entry, key))) {
        context.warn(entry, "\"" + entry.key() + "\" has no effect", "no pub/sub is installed");
      }
    }
  }

  private void readSidecar(SettingsNode server) {
    for (var entry : server.entries()) {
      if (same(entry, LISTEN)) {
        report(
            entry,
            "\"" + entry.key() + "\" has no place in a config of MOSN",
            "the listeners say it");
      }
    }
    sections.put("server", server.without(Set.of(LISTEN), context.keys()));
  }

  private void readSection(SettingsNode.Entry entry) {
    var kind = MosnNames.kind(entry.key()).flatMap(installed::kind).orElseThrow();
    context
        .object(entry)
        .ifPresent(node -> kinds.add(new Layout.KindSection(kind, node.entries())));
  }
}

package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A place of a MOSN config with the keys that stand there.
 *
 * @param where what has the keys, in words
 * @param live the keys that the sidecar reads, which messages offer first
 * @param dead the keys without effect
 */
record MosnLevel(String where, List<String> live, MosnNames.Ignored dead) {

  static final MosnLevel ROOT =
      new MosnLevel("the config", List.of("servers", "metrics", "tracing"), MosnNames.ROOT);

  static final MosnLevel SERVER =
      new MosnLevel(
          "a server",
          List.of("listeners", "default_log_path", "default_log_level"),
          MosnNames.SERVER);

  static final MosnLevel LISTENER =
      new MosnLevel(
          "a listener",
          List.of("address", "network", "bind_port", "filter_chains", "stream_filters"),
          MosnNames.LISTENER);

  static final MosnLevel CHAIN =
      new MosnLevel(
          "a filter chain",
          List.of("filters", "tls_context", "tls_context_set"),
          MosnNames.FILTER_CHAIN);

  static final MosnLevel FILTER =
      new MosnLevel("a filter", List.of("type", "config"), MosnNames.FILTER);

  static final MosnLevel GRPC_FILTER =
      new MosnLevel(
          "the filter grpc",
          List.of("grpc_config", "graceful_stop_timeout"),
          MosnNames.GRPC_FILTER);

  static final MosnLevel FLOW_CONTROL =
      new MosnLevel(
          "the filter flowControlFilter",
          List.of("global_switch", "monitor", "limit_key_type", "rules"),
          MosnNames.FLOW_CONTROL);

  static final MosnLevel FLOW_RULE =
      new MosnLevel(
          "a rule", List.of("resource", "threshold", "statIntervalInMs"), MosnNames.FLOW_RULE);

  static final MosnLevel METRICS = new MosnLevel("metrics", List.of("sinks"), MosnNames.METRICS);

  static final MosnLevel SINK =
      new MosnLevel("a sink", List.of("type", "config"), MosnNames.FILTER);

  static final MosnLevel PROMETHEUS =
      new MosnLevel("the sink prometheus", List.of("port", "endpoint"), MosnNames.TELEMETRY);

  static final MosnLevel TRACING =
      new MosnLevel("tracing", List.of("enable", "driver", "config"), MosnNames.TRACING);

  static final MosnLevel SKYWALKING =
      new MosnLevel(
          "the tracing driver SkyWalking",
          List.of(
              "reporter",
              "backend_service",
              "service_name",
              "instance_name",
              "sample_rate",
              "max_send_queue_size",
              "authentication",
              "tls"),
          MosnNames.TELEMETRY);

  MosnLevel {
    live = List.copyOf(live);
  }

  /**
   * Layotto's own settings.
   *
   * @param sections the keys of the sections whose kinds are installed
   */
  static MosnLevel grpcConfig(List<String> sections) {
    var live = new ArrayList<>(List.of("app", "server", "access_log"));
    live.addAll(sections);
    return new MosnLevel("grpc_config", live, MosnNames.grpcConfigWithout(sections));
  }

  /** The object without its nulls: they are as if absent, as upstream's decoder has it. */
  static SettingsNode present(SettingsNode node) {
    return node.where(entry -> !(entry.value() instanceof Json.Null));
  }

  /** What the sidecar reads of an object, each key once; what else is in it is reported. */
  SettingsNode read(SettingsNode node, BindContext context) {
    var read = new ArrayList<SettingsNode.Entry>();
    for (var entry : present(node).entries()) {
      var first = read.stream().filter(e -> context.keys().same(e.key(), entry.key())).findFirst();
      if (first.isPresent()) {
        context.twice(first.get(), entry);
      } else if (live.stream().anyMatch(key -> context.keys().same(entry.key(), key))) {
        read.add(entry);
      } else {
        report(entry, context);
      }
    }
    return new SettingsNode(node.pointer(), node.position(), read);
  }

  /** Warns of a key without effect; any other is unknown. */
  private void report(SettingsNode.Entry entry, BindContext context) {
    var hint = dead.hint(entry.key());
    if (hint.isEmpty()) {
      var message = "unknown key \"" + entry.key() + "\" for " + where;
      context.unknownKey(entry, message, suggestion(entry.key()));
    } else if (!hint.get().equals(MosnNames.SILENT)) {
      context.warn(entry, "\"" + entry.key() + "\" has no effect", hint.get());
    }
  }

  private String suggestion(String key) {
    var known = "known: " + String.join(", ", live);
    return Suggestions.nearest(key, live)
        .or(() -> Suggestions.nearest(key, dead.all()))
        .map(meant -> "did you mean \"" + meant + "\"?")
        .orElse(known);
  }
}

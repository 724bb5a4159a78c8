package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a MOSN config sends metrics and traces. Not for several threads. */
final class MosnTelemetry {

  /** The settings of metrics that a sink has. */
  static final Set<String> SINK = Set.of("port", "endpoint");

  /** The settings of tracing that a driver has. */
  static final Set<String> TRACING =
      Set.of(
          "reporter", "backend_service", "service_name", "max_send_queue_size", "authentication");

  private final BindContext context;

  MosnTelemetry(BindContext context) {
    this.context = context;
  }

  /** The settings of the sink {@code prometheus}, if there is one. */
  Optional<SettingsNode> metrics(SettingsNode root) {
    var metrics = root.entry("metrics", context.keys()).flatMap(context::object);
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    metrics
        .get()
        .without(Set.of("sinks"), context.keys())
        .entries()
        .forEach(entry -> context.ignore(entry, MosnNames.METRICS, "metrics"));
    var sinks = context.items(metrics.get(), "sinks").toList();
    sinks.stream()
        .filter(sink -> !isPrometheus(sink))
        .forEach(sink -> warn(sink, "the sink has no effect", "known: prometheus"));
    return sinks.stream().filter(this::isPrometheus).findFirst().flatMap(this::sink);
  }

  private boolean isPrometheus(SettingsNode sink) {
    return context.text(sink, "type").filter("prometheus"::equals).isPresent();
  }

  private Optional<SettingsNode> sink(SettingsNode sink) {
    return config(sink).map(node -> taken(node, SINK, "the sink prometheus"));
  }

  /** The tracing, if it is switched on and its driver is known. */
  Optional<SettingsNode> tracing(SettingsNode root) {
    var tracing = root.entry("tracing", context.keys()).flatMap(context::object);
    if (tracing.isEmpty() || !isEnabled(tracing.get())) {
      return Optional.empty();
    }
    tracing
        .get()
        .without(Set.of("enable", "driver", "config"), context.keys())
        .entries()
        .forEach(entry -> context.ignore(entry, MosnNames.NOTHING, "tracing"));
    var driver = tracing.get().entry("driver", context.keys());
    var name = context.text(tracing.get(), "driver").orElse("");
    if (driver.isEmpty() || !name.equalsIgnoreCase("SkyWalking")) {
      warn(
          tracing.get(),
          "the tracing driver \"" + name + "\" is not installed: nothing is traced",
          "installed: SkyWalking");
      return Optional.empty();
    }
    var alone =
        new SettingsNode(tracing.get().pointer(), tracing.get().position(), List.of(driver.get()));
    return Optional.of(
        config(tracing.get())
            .map(node -> taken(node, TRACING, "the tracing driver SkyWalking"))
            .map(alone::with)
            .orElse(alone));
  }

  private boolean isEnabled(SettingsNode tracing) {
    return tracing
        .entry("enable", context.keys())
        .filter(entry -> entry.value() instanceof Json.Bool on && on.value())
        .isPresent();
  }

  private Optional<SettingsNode> config(SettingsNode node) {
    return node.entry("config", context.keys()).flatMap(context::object);
  }

  /** The entries that the sidecar has a setting for; the others are warned of. */
  private SettingsNode taken(SettingsNode node, Set<String> keys, String where) {
    node.without(keys, context.keys())
        .entries()
        .forEach(entry -> context.ignore(entry, MosnNames.TELEMETRY, where));
    return node.where(
        entry -> keys.stream().anyMatch(key -> context.keys().same(entry.key(), key)));
  }

  private void warn(SettingsNode node, String message, String hint) {
    context.problems().addWarning(Problem.at(node.pointer(), node.position(), message, hint));
  }
}

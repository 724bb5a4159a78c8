package io.outrigger.runtime.config;

import java.util.List;
import java.util.Optional;

/** Where a MOSN config sends metrics and traces. Not for several threads. */
final class MosnTelemetry {

  private final BindContext context;

  MosnTelemetry(BindContext context) {
    this.context = context;
  }

  /** The settings of the sink {@code prometheus}, if there is one. */
  Optional<SettingsNode> metrics(SettingsNode root) {
    var metrics = object(root, "metrics").map(node -> MosnLevel.METRICS.read(node, context));
    var sinks =
        metrics.stream()
            .flatMap(node -> context.items(node, "sinks"))
            .map(sink -> MosnLevel.SINK.read(sink, context))
            .toList();
    var first = sinks.stream().filter(this::isPrometheus).findFirst();
    sinks.stream().filter(sink -> first.stream().noneMatch(sink::equals)).forEach(this::ignore);
    return first.flatMap(this::config);
  }

  private boolean isPrometheus(SettingsNode sink) {
    return context.text(sink, "type").filter("prometheus"::equals).isPresent();
  }

  private void ignore(SettingsNode sink) {
    var hint = isPrometheus(sink) ? "the first sink prometheus counts" : "known: prometheus";
    warn(sink, "the sink has no effect", hint);
  }

  private Optional<SettingsNode> config(SettingsNode sink) {
    if (sink.entry("config", context.keys()).isEmpty()) {
      var message = "missing key \"config\" for the sink prometheus";
      var hint = "expected: an object with port";
      context.problems().add(Problem.at(sink.pointer(), sink.position(), message, hint));
    }
    return object(sink, "config").map(node -> MosnLevel.PROMETHEUS.read(node, context));
  }

  /** The tracing, if it is switched on and its driver is known. */
  Optional<SettingsNode> tracing(SettingsNode root) {
    return object(root, "tracing")
        .map(node -> MosnLevel.TRACING.read(node, context))
        .filter(node -> context.flag(node, "enable", false))
        .flatMap(this::driver);
  }

  private Optional<SettingsNode> driver(SettingsNode tracing) {
    var driver = tracing.entry("driver", context.keys());
    var name = context.text(tracing, "driver").orElse("");
    if (driver.isEmpty() || !name.equalsIgnoreCase("SkyWalking")) {
      var message = "the tracing driver \"" + name + "\" is not installed: nothing is traced";
      warn(tracing, message, "installed: SkyWalking");
      return Optional.empty();
    }
    var alone = new SettingsNode(tracing.pointer(), tracing.position(), List.of(driver.get()));
    return object(tracing, "config")
        .map(node -> MosnLevel.SKYWALKING.read(node, context))
        .map(alone::with)
        .or(() -> Optional.of(alone));
  }

  private Optional<SettingsNode> object(SettingsNode node, String key) {
    return node.entry(key, context.keys()).flatMap(context::object);
  }

  private void warn(SettingsNode node, String message, String hint) {
    context.problems().addWarning(Problem.at(node.pointer(), node.position(), message, hint));
  }
}

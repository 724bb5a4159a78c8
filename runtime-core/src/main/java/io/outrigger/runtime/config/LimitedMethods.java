package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells of limits for methods that the sidecar does not serve, which would limit nothing. Not for
 * several threads.
 */
final class LimitedMethods {

  private final Supplier<Set<String>> served;
  private final BindContext context;

  /**
   * A check.
   *
   * @param served full names, asked for when a config limits a method; none for any
   */
  LimitedMethods(Supplier<Set<String>> served, BindContext context) {
    this.served = served;
    this.context = context;
  }

  /** Reports those of the section {@code server}. */
  void check(SettingsNode server) {
    object(server, "limits")
        .flatMap(limits -> object(limits, "methods"))
        .ifPresent(methods ->
            methods.entries().stream()
                .filter(entry -> isUnknown(entry.key()))
                .forEach(
                    entry -> context.unknownKey(entry, message(entry.key()), hint(entry.key()))));
  }

  /** An object that is there; what is none has been reported already. */
  private Optional<SettingsNode> object(SettingsNode node, String key) {
    return node.entry(key, context.keys())
        .filter(entry -> entry.value() instanceof Json.Obj)
        .flatMap(context::object);
  }

  /** Warns of those of rules of MOSN, where a method of any server may stand; gives the others. */
  Map<String, Double> served(Map<String, Layout.Rate> rates) {
    rates.forEach((method, rate) -> {
      if (isUnknown(method)) {
        var rule = rate.rule();
        var message = "the rule has no effect: " + message(method);
        context
            .problems()
            .addWarning(Problem.at(rule.pointer(), rule.position(), message, hint(method)));
      }
    });
    return rates.entrySet().stream()
        .filter(rate -> !isUnknown(rate.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, rate -> rate.getValue().perSecond()));
  }

  private boolean isUnknown(String method) {
    var all = served.get();
    return !all.isEmpty() && !all.contains(method);
  }

  private static String message(String method) {
    return "unknown method \"" + method + "\"";
  }

  private String hint(String method) {
    return Suggestions.hint(
        method, served.get(), "expected: the full name of a method whose calls can be limited");
  }
}

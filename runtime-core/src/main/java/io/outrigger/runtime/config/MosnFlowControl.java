package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stream filter {@code flowControlFilter} of a MOSN config, which limits how often a method is
 * called. Its rules are those of Sentinel; of them, what refuses calls beyond a rate counts here.
 * Not for several threads.
 */
final class MosnFlowControl {

  /** The type of the filter. */
  static final String TYPE = "flowControlFilter";

  private static final double MILLIS_PER_SECOND = 1000;

  private final BindContext context;
  private final Map<String, Layout.Rate> rates = new LinkedHashMap<>();

  MosnFlowControl(BindContext context) {
    this.context = context;
  }

  /** The strictest rule for each method, by its full name, of all filters that have been read. */
  Map<String, Layout.Rate> rates() {
    return rates;
  }

  /** Reads a filter. */
  void read(SettingsNode filter) {
    filter
        .entry("config", context.keys())
        .flatMap(context::object)
        .map(config -> MosnLevel.FLOW_CONTROL.read(config, context))
        .filter(config -> context.flag(config, "global_switch", false))
        .filter(this::limitsByPath)
        .ifPresent(config -> context.items(config, "rules").forEach(this::readRule));
  }

  private boolean limitsByPath(SettingsNode config) {
    if (context.flag(config, "monitor", false)) {
      warn(config, "it only watches, with \"monitor\": true");
      return false;
    }
    var type = context.text(config, "limit_key_type").orElse("PATH");
    if (!type.equals("PATH")) {
      warn(config, "of \"limit_key_type\", only \"PATH\" is supported");
      return false;
    }
    return true;
  }

  private void readRule(SettingsNode given) {
    var rule = new RecordBinder(MosnLevel.FLOW_RULE.read(given, context), "a rule", context);
    rule.bind(Rule.class)
        .ifPresent(bound ->
            rates.merge(
                bound.method(), new Layout.Rate(bound.perSecond(), given), Layout.Rate::stricter));
  }

  private void warn(SettingsNode node, String hint) {
    var message = "the filter \"" + TYPE + "\" has no effect";
    context.problems().addWarning(Problem.at(node.pointer(), node.position(), message, hint));
  }

  /**
   * One rule.
   *
   * @param resource the path of the method, with or without its first slash
   * @param threshold more than 0, and at most 1e9 in a second
   * @param statIntervalInMs the time that the threshold is for; 0 for a second
   */
  record Rule(
      @Setting(doc = "The path of the method.") String resource,
      @Setting(doc = "How many calls.") double threshold,
      @Setting(key = "statIntervalInMs", doc = "In how many milliseconds.", orElse = "0")
          int statIntervalInMs) {

    Rule {
      Check.atLeast("statIntervalInMs", statIntervalInMs, 0);
      Check.rate("threshold", perSecond(threshold, statIntervalInMs), Double.MIN_VALUE);
      LimitSettings.checkName("resource", path(resource));
    }

    private static String path(String resource) {
      return resource.startsWith("/") ? resource.substring(1) : resource;
    }

    String method() {
      return path(resource);
    }

    double perSecond() {
      return perSecond(threshold, statIntervalInMs);
    }

    private static double perSecond(double threshold, int millis) {
      return millis == 0 ? threshold : threshold * MILLIS_PER_SECOND / millis;
    }
  }
}

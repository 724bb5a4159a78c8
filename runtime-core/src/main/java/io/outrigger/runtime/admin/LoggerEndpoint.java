package io.outrigger.runtime.admin;

import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.config.LogSettings;
import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.runtime.telemetry.LogLevels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows and changes the levels of the log. A component is named {@code kind/type} or {@code
 * kind/name}; it shares its loggers with what comes out of the same package.
 */
final class LoggerEndpoint implements HttpHandler {

  private static final Logger log = LoggerFactory.getLogger(LoggerEndpoint.class);

  /** By a component's names; its package. */
  private final Map<String, String> packages = new TreeMap<>();

  LoggerEndpoint(List<InstanceConfig> instances) {
    for (var instance : instances) {
      var kind = instance.kind().name() + '/';
      var name = instance.descriptor().factory().getClass().getPackageName();
      packages.put(kind + instance.descriptor().type(), name);
      packages.putIfAbsent(kind + instance.name(), name);
    }
  }

  @Override
  public HttpAnswer answer(HttpQuestion question) {
    return switch (question.method()) {
      case "GET", "HEAD" -> Answers.json(Answers.OK, levels());
      case "POST", "PUT" -> changed(question);
      default -> HttpAnswer.empty(Answers.METHOD_NOT_ALLOWED).with("allow", "GET, HEAD, POST, PUT");
    };
  }

  private Map<String, ?> levels() {
    var components = new LinkedHashMap<String, String>();
    packages.forEach((name, logger) -> components.put(name, LogLevels.of(logger)));
    var json = new LinkedHashMap<String, Object>();
    json.put("loggers", LogLevels.own());
    json.put("components", components);
    return json;
  }

  private HttpAnswer changed(HttpQuestion question) {
    try {
      change(PlainJson.read("the body", question.body()));
      return Answers.json(Answers.OK, Map.of());
    } catch (IllegalArgumentException e) {
      return Answers.error(Answers.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private void change(@Nullable Object body) {
    var component = text(body, "component");
    var level = level(text(body, "level"));
    var logger = logger(component);
    LogLevels.set(logger, level);
    log.info("event=log_level logger={} level={}", logger, level.name().toLowerCase(Locale.ROOT));
  }

  private static String text(@Nullable Object body, String key) {
    if (body instanceof Map<?, ?> object && object.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "no text \""
            + key
            + "\" (expected: {\"component\": \"lock/redis\", \"level\": \"debug\"})");
  }

  private String logger(String component) {
    return Optional.ofNullable(packages.get(component))
        .or(() -> LogLevels.find(component))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown component or logger \"%s\" (known: ROOT, %s)"
                    .formatted(shortened(component), String.join(", ", packages.keySet()))));
  }

  private static LogSettings.Level level(String text) {
    return Arrays.stream(LogSettings.Level.values())
        .filter(level -> level.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "level: \"%s\" (expected: one of %s)".formatted(shortened(text), levelNames())));
  }

  private static String levelNames() {
    return Arrays.stream(LogSettings.Level.values())
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}

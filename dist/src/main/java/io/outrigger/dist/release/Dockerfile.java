package io.outrigger.dist.release;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Dockerfile that starts from nothing, copies folders to the root and says how to run what
 * they hold; anything else in one is refused, so that the image is the same with Docker and without
 * it.
 *
 * @param layers the folders that are copied, by their names in the context
 * @param config what an image's config says under "config"
 */
record Dockerfile(List<String> layers, Map<String, Object> config) {

  private static final Pattern COPY = Pattern.compile("(\\S+)/ /");
  private static final Pattern HEALTHCHECK = Pattern.compile("((?:--\\S+=\\S+ )*)CMD (\\[.*])");
  private static final Pattern PAIR = Pattern.compile("([^=\\s]+)=(\\S*)");

  /** Copies the collections. */
  Dockerfile {
    layers = List.copyOf(layers);
    config = new LinkedHashMap<>(config);
  }

  static Dockerfile read(Path file) throws IOException {
    var read = new Dockerfile.Reading();
    var text = Files.readString(file).replaceAll("\\\\\n\\s*", "");
    for (var line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        var space = line.indexOf(' ');
        Reading.check(space > 0, line, "");
        read.instruction(line.substring(0, space), line.substring(space).strip());
      }
    }
    return new Dockerfile(read.layers, read.config);
  }

  /** What was read so far. */
  private static final class Reading {

    private final List<String> layers = new ArrayList<>();
    private final Map<String, Object> config = new LinkedHashMap<>();

    private void instruction(String name, String value) {
      switch (name) {
        case "FROM" -> check(value.equals("scratch"), name, value);
        case "COPY" -> layers.add(match(COPY, name, value).group(1));
        case "ENV" -> config.put("Env", list(config.get("Env"), pair(name, value)));
        case "LABEL" -> {
          var label = PAIR.matcher(pair(name, value));
          check(label.matches(), name, value);
          config.put("Labels", map(config.get("Labels"), label.group(1), label.group(2)));
        }
        case "USER" -> config.put("User", value);
        case "WORKDIR" -> config.put("WorkingDir", value);
        case "EXPOSE" ->
            List.of(value.split(" +", -1))
                .forEach(port ->
                    config.put(
                        "ExposedPorts", map(config.get("ExposedPorts"), port + "/tcp", Map.of())));
        case "ENTRYPOINT" -> config.put("Entrypoint", words(name, value));
        case "CMD" -> config.put("Cmd", words(name, value));
        case "HEALTHCHECK" -> config.put("Healthcheck", health(name, value));
        default -> throw refused(name, value);
      }
    }

    private static Map<String, Object> health(String name, String value) {
      var parts = match(HEALTHCHECK, name, value);
      var health = new LinkedHashMap<String, Object>();
      var test = new ArrayList<Object>(List.of("CMD"));
      test.addAll(words(name, parts.group(2)));
      health.put("Test", test);
      for (var pair : PAIR.matcher(parts.group(1)).results().toList()) {
        switch (pair.group(1)) {
          case "--interval" -> health.put("Interval", nanos(pair.group(2)));
          case "--timeout" -> health.put("Timeout", nanos(pair.group(2)));
          case "--start-period" -> health.put("StartPeriod", nanos(pair.group(2)));
          case "--retries" -> health.put("Retries", Integer.valueOf(pair.group(2)));
          default -> throw refused(name, pair.group());
        }
      }
      return health;
    }

    private static long nanos(String seconds) {
      return Duration.parse("PT" + seconds).toNanos();
    }

    private static String pair(String name, String value) {
      return match(PAIR, name, value).group();
    }

    private static List<?> words(String name, String value) {
      check(value.startsWith("["), name, value);
      return (List<?>) Objects.requireNonNull(PlainJson.read(name, Bytes.utf8(value)));
    }

    private static List<Object> list(@Nullable Object before, Object more) {
      var list = new ArrayList<Object>(before == null ? List.of() : (List<?>) before);
      list.add(more);
      return list;
    }

    private static Map<String, Object> map(@Nullable Object before, String key, Object value) {
      var map = new LinkedHashMap<String, Object>();
      if (before != null) {
        ((Map<?, ?>) before).forEach((known, one) -> map.put(known.toString(), one));
      }
      map.put(key, value);
      return map;
    }

    private static Matcher match(Pattern pattern, String name, String value) {
      var matcher = pattern.matcher(value);
      check(matcher.matches(), name, value);
      return matcher;
    }

    private static void check(boolean isRight, String name, String value) {
      if (!isRight) {
        throw refused(name, value);
      }
    }

    private static ReleaseException refused(String name, String value) {
      return new ReleaseException("Dockerfile: " + name + " " + value + ": not understood here");
    }
  }
}

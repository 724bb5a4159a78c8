package io.outrigger.dist;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the dashboard and the alert rules ask Prometheus for. */
final class MonitoringFiles {

  private static final Pattern FIGURE =
      Pattern.compile("\\b(?:outrigger|jvm|process|system)_[a-z_0-9]+");

  private MonitoringFiles() {}

  /** The questions of the dashboard's panels, with Grafana's variables filled in. */
  static List<String> questions() throws IOException {
    return texts(
            "expr",
            PlainJson.read("dashboard", Bytes.utf8(Files.readString(Repository.dashboard()))))
        .map(question -> question.replace("$instance", ".*").replace("$__rate_interval", "1m"))
        .toList();
  }

  /** The texts of this key, however deep they are. */
  private static Stream<String> texts(String key, @Nullable Object json) {
    return switch (json) {
      case Map<?, ?> object ->
          object.entrySet().stream()
              .flatMap(member ->
                  key.equals(member.getKey()) && member.getValue() instanceof String text
                      ? Stream.of(text)
                      : texts(key, member.getValue()));
      case Collection<?> items -> items.stream().flatMap(item -> texts(key, item));
      case null, default -> Stream.empty();
    };
  }

  /** The names of the figures that are asked for. */
  static List<String> figures() throws IOException {
    var all = String.join("\n", questions()) + Files.readString(Repository.alertRules());
    return FIGURE.matcher(all).results().map(MatchResult::group).distinct().sorted().toList();
  }
}

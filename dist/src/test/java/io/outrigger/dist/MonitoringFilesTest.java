package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrigger.runtime.telemetry.Metric;
import io.outrigger.testkit.program.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the dashboard and the alert rules ask for figures that there are, in words that are
 * understood.
 */
final class MonitoringFilesTest {

  @TempDir private Path directory;

  @Test
  void every_figure_of_ours_that_is_asked_for_is_one() throws IOException {
    var known = Stream.of(Metric.values()).flatMap(MonitoringFilesTest::names).toList();

    var asked =
        MonitoringFiles.figures().stream().filter(name -> name.startsWith("outrigger_")).toList();

    assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(known);
  }

  private static Stream<String> names(Metric metric) {
    var name = metric.exposedName();
    return switch (metric.type()) {
      case COUNTER, GAUGE -> Stream.of(name);
      case HISTOGRAM -> Stream.of("_bucket", "_count", "_sum").map(name::concat);
    };
  }

  @Test
  void the_dashboard_has_no_data_source_of_its_own() throws IOException {
    var text = Files.readString(Repository.dashboard());

    assertThat(text.lines().filter(line -> line.contains("\"uid\": ")))
        .containsOnlyOnce("  \"uid\": \"outrigger\",")
        .filteredOn(line -> !line.contains("\"outrigger\""))
        .allMatch(line -> line.contains("${datasource}"));
  }

  @Test
  void promtool_understands_the_rules() throws Exception {
    assertDone("check", "rules", Repository.alertRules());
  }

  @Test
  void each_rule_is_told_when_it_should_be_and_only_then() throws Exception {
    assertDone("test", "rules", Repository.alertTests());
    var rules = Files.readString(Repository.alertRules());
    var tested = Files.readString(Repository.alertTests());
    assertThat(rules.lines().filter(line -> line.contains("- alert: ")))
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(tested).contains("alertname: " + line.replaceFirst(".*alert: ", "")));
  }

  @Test
  void promtool_understands_the_questions_of_the_dashboard() throws Exception {
    var rules =
        MonitoringFiles.questions().stream()
            .map(question -> "      - record: x\n        expr: " + question)
            .collect(Collectors.joining("\n", "groups:\n  - name: x\n    rules:\n", "\n"));

    assertDone("check", "rules", "--lint=none", Files.writeString(directory.resolve("x"), rules));
  }

  private static void assertDone(Object... arguments) throws Exception {
    assumeTrue(Programs.find("promtool").isPresent(), "promtool (prometheus) is not installed");
    var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments).map(Object::toString));
    var process = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
  }
}

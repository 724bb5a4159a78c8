package io.outrigger.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Round;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static Findings findings() {
    var round = new Round<>(new Transfer(1000, 0.5), new Transfer(800, 0.6), 0);
    var once = new Comparison<>(List.of(round));
    return new Findings(
        Stream.of(Row.values()).collect(Collectors.toMap(Function.identity(), row -> once)));
  }

  @Test
  void the_page_tells_the_setting_and_has_two_rows_for_everything_that_is_compared() {
    var page = new Report("today, here", FileStreams.FULL, findings()).markdown();

    assertThat(page.lines())
        .contains("today, here")
        .filteredOn(line -> line.startsWith("| "))
        .hasSize(2 + 5 * 2);
  }

  @Test
  void every_target_is_held_against_the_ratio_of_its_row() {
    var page = new Report("today, here", FileStreams.FULL, findings()).markdown();

    assertThat(page)
        .contains(
            "| GetFile over TCP, beside nginx over TCP: MB/s | 1,000 (1,000..1,000)"
                + " | 800 (800..800) | **0.80** (0.80..0.80) | at least 0.90: **missed** | 1 of 1 |")
        .contains("at least 1.20: **missed**")
        .contains("at least 0.60: met")
        .contains("at least 0.70: met");
  }

  @Test
  void findings_of_several_pairs_make_one() {
    var both = new Findings(Map.of()).and(findings()).and(findings());

    assertThat(both.rows()).hasSize(Row.values().length);
    assertThat(both.rows().values()).allMatch(rounds -> rounds.rounds().size() == 2);
  }
}

package io.outrigger.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Round;
import io.outrigger.benchmarks.measuring.Throughput;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static <T> Comparison<T> once(T echo, T sidecar) {
    return new Comparison<>(List.of(new Round<>(echo, sidecar, 0)));
  }

  private static <K, T> Map<K, T> all(K[] keys, T value) {
    return Stream.of(keys).collect(Collectors.toMap(Function.identity(), key -> value));
  }

  private static Findings findings() {
    var work =
        once(
            new Work(new Throughput(100_000, 0.5), 0), new Work(new Throughput(50_000, 1.0), 0.25));
    return new Findings(
        all(Operation.values(), work),
        all(Placement.values(), once(new Trip(60, 40), new Trip(150, 0))));
  }

  @Test
  void the_page_tells_the_setting_and_has_a_row_for_every_figure() {
    var page = new Report("today, here", Redis.FULL, findings()).markdown();

    assertThat(page.lines())
        .contains("today, here")
        .filteredOn(line -> line.startsWith("| "))
        .hasSize(2 + 4 * 3 + 3 * 3);
  }

  @Test
  void every_target_is_held_against_its_own_figure() {
    var page = new Report("today, here", Redis.FULL, findings()).markdown();

    assertThat(page)
        .contains("| GetState 16 B: calls per second | 100,000")
        .contains("**0.50** (0.50..0.50) | at least 0.60: **missed**")
        .contains("**0.50** (0.50..0.50) | at least 0.45: met")
        .contains("**0.50** (0.50..0.50) | at least 0.78: **missed**")
        .contains("| 0.25 (0.25..0.25) |  | at most 0.20: **missed** |")
        .contains("| 0.25 (0.25..0.25) |  | at most 0.35: met |");
  }

  @Test
  void one_call_in_flight_is_compared_with_a_call_and_a_round_trip_together() {
    var page = new Report("today, here", Redis.FULL, findings()).markdown();

    assertThat(page)
        .contains(
            "| one in flight, anywhere: p50, µs | 100 (100..100) | 150 (150..150)"
                + " | **1.50** (1.50..1.50) | at most 1.60: met | 1 of 1 |")
        .contains("| — of it the call | 60 (60..60) |")
        .contains("| — of it Redis | 40 (40..40) |");
  }

  @Test
  void findings_of_several_pairs_make_one() {
    var none = new Findings(Map.of(), Map.of());
    var both = none.and(findings()).and(findings());

    assertThat(both.work()).hasSize(Operation.values().length);
    assertThat(both.trips().values()).allMatch(trips -> trips.rounds().size() == 2);
  }
}

package io.outrigger.benchmarks.see;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Round;
import io.outrigger.benchmarks.measuring.Throughput;
import io.outrigger.benchmarks.see.Findings.Segments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static final Comparison<Throughput> SAMPLED = once(0.50, 0.54);
  private static final Comparison<Throughput> ALL = once(0.50, 0.80);
  private static final Findings FINDINGS =
      new Findings(
          Map.of(View.SAMPLED, SAMPLED, View.EVERYTHING, ALL),
          Map.of(View.SAMPLED, new Segments(1000, 0), View.EVERYTHING, new Segments(1000, 3000)));

  private static Comparison<Throughput> once(double before, double after) {
    return new Comparison<>(
        List.of(new Round<>(new Throughput(9, before), new Throughput(8, after), 0)));
  }

  @Test
  void the_page_has_a_row_for_every_figure_and_one_verdict() {
    var page = new Report("today, here", See.FULL, FINDINGS).markdown();

    assertThat(page.lines())
        .contains(
            "today, here",
            "| | not seen | Outrigger | Outrigger : not seen | wanted | quiet rounds |")
        .filteredOn(line -> line.startsWith("| "))
        .hasSize(2 + 2 + 2);
    assertThat(page)
        .contains(
            "| metrics, 1 % of the traces and of the access log: CPU s per 100,000 calls | 0.50 (0.50..0.50) | 0.54")
        .containsOnlyOnce("at most 1.10: met")
        .contains("0.0 % with 1 % of the traces, 75.0 % with every trace");
  }

  @Test
  void findings_of_two_sets_are_taken_together() {
    var both = FINDINGS.and(FINDINGS);

    assertThat(both.throughput().get(View.SAMPLED)).isEqualTo(SAMPLED.and(SAMPLED));
    assertThat(both.segments().get(View.EVERYTHING)).isEqualTo(new Segments(2000, 6000));
  }
}

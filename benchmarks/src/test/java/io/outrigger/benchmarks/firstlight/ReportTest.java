package io.outrigger.benchmarks.firstlight;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.firstlight.Findings.Traffic;
import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Latency;
import io.outrigger.benchmarks.measuring.Round;
import io.outrigger.benchmarks.measuring.Throughput;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static <T> Comparison<T> once(T echo, T sidecar) {
    return new Comparison<>(List.of(new Round<>(echo, sidecar, 0)));
  }

  @Test
  void the_page_tells_the_setting_and_has_a_row_for_every_figure() {
    var traffic =
        new Traffic(
            once(new Throughput(100_000, 0.5), new Throughput(80_000, 0.6)),
            once(new Latency(300, 900), new Latency(400, 1200)));
    var findings = new Findings(traffic, traffic, once(new Memory(80, 110), new Memory(100, 120)));

    var page = new Report("today, here", FirstLight.FULL, findings, once(500.0, 800.0)).markdown();

    assertThat(page.lines())
        .contains("today, here")
        .filteredOn(line -> line.startsWith("| "))
        .hasSize(2 + 4 + 4 + 1 + 2);
    assertThat(page).contains("| TCP: p99, µs | 900 (900..900) | 1,200 (1,200..1,200) | **1.33**");
  }
}

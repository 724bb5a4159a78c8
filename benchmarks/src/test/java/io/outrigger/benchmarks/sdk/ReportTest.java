package io.outrigger.benchmarks.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static Comparison<Load> once(Load raw, Load client) {
    return new Comparison<>(List.of(new Round<>(raw, client, 0)));
  }

  @Test
  void every_target_is_held_against_its_own_figure() {
    var findings =
        new Findings(
            once(new Load(1000, 500), new Load(890, 600)),
            once(new Load(1000, 500), new Load(860, 600)),
            once(new Load(1000, 500), new Load(900, 600)));
    var page = new Report("today, here", Sdk.FULL, findings).markdown();

    assertThat(page)
        .contains("today, here")
        .contains("| | generated stub | Outrigger | Outrigger : generated stub | wanted |")
        .contains("**0.89** (0.89..0.89) | at least 0.90: **missed**")
        .contains("**0.86** (0.86..0.86) | at least 0.85: met")
        .contains("**0.90** (0.90..0.90) | at least 0.90: met")
        .contains("| — bytes allocated per call | 500 (500..500) | 600 (600..600) |");
  }
}

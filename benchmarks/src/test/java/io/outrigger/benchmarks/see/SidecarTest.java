package io.outrigger.benchmarks.see;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import org.junit.jupiter.api.Test;

final class SidecarTest {

  private static final String PAGE =
      """
      # TYPE outrigger_traces_sent_total counter
      outrigger_traces_sent_total 128.0
      outrigger_traces_queued 3.0
      """;

  @Test
  void a_figure_is_found_by_its_whole_name() {
    assertThat(Sidecar.figure(PAGE, "outrigger_traces_sent_total")).isEqualTo(128);
  }

  @Test
  void a_figure_that_is_not_there_is_a_failure() {
    assertThatThrownBy(() -> Sidecar.figure(PAGE, "outrigger_traces"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("outrigger_traces");
  }
}

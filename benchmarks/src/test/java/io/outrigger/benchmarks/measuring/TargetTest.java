package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TargetTest {

  @Test
  void a_figure_on_the_limit_meets_it() {
    assertThat(Target.atLeast(0.6).verdict(0.6)).isEqualTo("at least 0.60: met");
    assertThat(Target.atMost(1.6).verdict(1.6)).isEqualTo("at most 1.60: met");
  }

  @Test
  void a_figure_beyond_the_limit_misses_it() {
    assertThat(Target.atLeast(0.6).verdict(0.599)).isEqualTo("at least 0.60: **missed**");
    assertThat(Target.atMost(1.6).verdict(1.601)).isEqualTo("at most 1.60: **missed**");
  }

  @Test
  void no_figure_is_measured_against_no_target() {
    assertThat(Target.none().verdict(7)).isEmpty();
  }

  @Test
  void without_a_figure_nothing_is_met() {
    assertThat(Target.atLeast(0).verdict(Double.NaN)).endsWith("**missed**");
    assertThat(Target.atMost(9).verdict(Double.NaN)).endsWith("**missed**");
  }
}

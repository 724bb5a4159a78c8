package io.outrigger.benchmarks.firstlight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FirstLightTest {

  private static final int MISUSED = 2;

  @Test
  void figures_of_a_quick_run_are_not_written_into_the_documentation() {
    assertThat(FirstLight.run("--quick", "--write")).isEqualTo(MISUSED);
  }

  @Test
  void less_than_one_round_or_second_is_refused() {
    assertThat(FirstLight.run("--rounds", "0")).isEqualTo(MISUSED);
    assertThat(FirstLight.run("--seconds", "-1")).isEqualTo(MISUSED);
  }

  @Test
  void an_unknown_option_is_refused() {
    assertThat(FirstLight.run("--fast")).isEqualTo(MISUSED);
  }
}

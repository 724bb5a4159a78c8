package io.outrigger.benchmarks.see;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeeTest {

  private static final int MISUSED = 2;

  @Test
  void figures_of_a_quick_run_are_not_written_into_the_documentation() {
    assertThat(See.run("--quick", "--write")).isEqualTo(MISUSED);
  }
}

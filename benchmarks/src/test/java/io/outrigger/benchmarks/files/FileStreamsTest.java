package io.outrigger.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FileStreamsTest {

  private static final int MISUSED = 2;

  @Test
  void figures_of_a_quick_run_are_not_written_into_the_documentation() {
    assertThat(FileStreams.run("--quick", "--write")).isEqualTo(MISUSED);
  }

  @Test
  void less_than_one_round_is_refused() {
    assertThat(FileStreams.run("--rounds", "0")).isEqualTo(MISUSED);
  }
}

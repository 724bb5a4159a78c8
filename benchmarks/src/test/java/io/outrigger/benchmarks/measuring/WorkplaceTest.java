package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class WorkplaceTest {

  private static final ProcessBuilder SLEEP = new ProcessBuilder("sleep", "60");

  @Test
  void closing_ends_what_was_started_and_removes_the_folder() throws Exception {
    var place = new Workplace();
    var output = place.path("output");
    var process = place.start(SLEEP, output);
    assertThat(output).exists();

    place.close();
    place.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(output.getParent()).doesNotExist();
  }

  @Test
  void nothing_is_started_after_closing() throws Exception {
    var place = new Workplace();
    var output = place.path("output");
    place.close();

    assertThatThrownBy(() -> place.start(SLEEP, output)).isInstanceOf(BenchmarkException.class);
    assertThat(Files.exists(output)).isFalse();
  }

  @Test
  void no_path_is_given_out_twice() throws Exception {
    try (var place = new Workplace()) {
      assertThat(place.path("log")).isNotEqualTo(place.path("log"));
    }
  }
}

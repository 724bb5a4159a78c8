package io.outrigger.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.benchmarks.measuring.ProcFiles;
import io.outrigger.benchmarks.measuring.Workplace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacementTest {

  private static final List<Integer> PROCESSORS = List.of(2, 3, 5);

  @Test
  void together_is_one_processor_and_apart_is_two() {
    assertThat(Placement.TOGETHER.client(PROCESSORS)).containsExactly(2);
    assertThat(Placement.TOGETHER.servers(PROCESSORS)).containsExactly(2);
    assertThat(Placement.APART.client(PROCESSORS)).containsExactly(2);
    assertThat(Placement.APART.servers(PROCESSORS)).containsExactly(5);
    assertThat(Placement.ANYWHERE.servers(PROCESSORS)).isEqualTo(PROCESSORS);
  }

  @Test
  void processes_run_where_a_placement_says_and_anywhere_again() throws Exception {
    var own = ProcessHandle.current().pid();
    var before = ProcFiles.processors(own);
    try (var place = new Workplace()) {
      var process = place.start(new ProcessBuilder("sleep", "60"), place.path("output"));
      var affinity = Affinity.find(place);
      try {
        affinity.apply(Placement.APART, List.of(process.pid()));
        assertThat(ProcFiles.processors(own)).containsExactly(before.getFirst());
        assertThat(ProcFiles.processors(process.pid())).containsExactly(before.getLast());
      } finally {
        affinity.apply(Placement.ANYWHERE, List.of(process.pid()));
      }
      assertThat(ProcFiles.processors(own)).isEqualTo(before);
      assertThat(ProcFiles.processors(process.pid())).isEqualTo(before);
    }
  }
}

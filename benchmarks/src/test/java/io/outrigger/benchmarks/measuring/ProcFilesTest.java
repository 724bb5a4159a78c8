package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcFilesTest {

  private static final String STAT =
      "42 (a (b) c) S 1 42 42 0 -1 4194304 100 200 300 400 11 22 33 44 20 0 19 0 5000 1 2";

  @Test
  void processor_time_of_a_process_is_its_user_and_system_time() {
    assertThat(ProcFiles.ticks(STAT, 2)).isEqualTo(11 + 22);
  }

  @Test
  void processor_time_of_a_family_includes_children_that_have_ended() {
    assertThat(ProcFiles.ticks(STAT, 4)).isEqualTo(11 + 22 + 33 + 44);
  }

  @Test
  void the_machine_is_busy_when_it_is_neither_idle_nor_waits_for_a_disk() {
    var stat = "cpu  1 20 300 4000 50000 600000 7000000 80000000 900000000 1000000000\ncpu0 1 1\n";

    assertThat(ProcFiles.busyTicks(stat)).isEqualTo(87_600_321);
  }

  @Test
  void resident_memory_is_told_in_mebibytes() {
    assertThat(ProcFiles.residentMib("Name:\tjava\nVmHWM:\t  9999 kB\nVmRSS:\t  103424 kB\n"))
        .isEqualTo(101);
  }

  @Test
  void the_processors_a_process_may_use_are_single_ones_and_ranges() {
    assertThat(ProcFiles.processors("Name:\tjava\nCpus_allowed_list:\t0-2,5,7-8\n"))
        .containsExactly(0, 1, 2, 5, 7, 8);
  }

  @Test
  void this_process_has_used_processor_time_and_memory() throws Exception {
    var pid = ProcessHandle.current().pid();

    assertThat(ProcFiles.processTicks(pid)).isPositive();
    assertThat(ProcFiles.machineTicks()).isGreaterThanOrEqualTo(ProcFiles.processTicks(pid));
    assertThat(ProcFiles.residentMib(pid)).isGreaterThan(10);
    assertThat(ProcFiles.processors(pid)).isNotEmpty();
    assertThat(ProcFiles.command(pid).getFirst()).endsWith("java");
    assertThat(ProcFiles.environment(pid)).anyMatch(variable -> variable.startsWith("PATH="));
  }
}

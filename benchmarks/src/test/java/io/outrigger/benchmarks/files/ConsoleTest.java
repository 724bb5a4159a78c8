package io.outrigger.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Workplace;
import org.junit.jupiter.api.Test;

final class ConsoleTest {

  @Test
  void an_answer_is_told_without_its_beginning_and_other_lines_are_passed_over() throws Exception {
    var echo = "echo hello; while read line; do echo noise; echo \"done $line\"; done";
    try (var place = new Workplace();
        var console = new Console("shell", place, new ProcessBuilder("sh", "-c", echo))) {
      assertThat(console.await("hel")).isEqualTo("lo");
      assertThat(console.ask("a b", "done ")).isEqualTo("a b");
    }
  }

  @Test
  void a_process_ends_with_its_input() throws Exception {
    try (var place = new Workplace()) {
      var console = new Console("shell", place, new ProcessBuilder("cat"));
      console.close();

      assertThat(ProcessHandle.of(console.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void the_last_words_of_a_process_that_has_ended_are_told() throws Exception {
    var broken = new ProcessBuilder("sh", "-c", "echo it is broken >&2; echo '\tat Somewhere' >&2");
    try (var place = new Workplace();
        var console = new Console("shell", place, broken)) {
      assertThatThrownBy(() -> console.await("ready"))
          .isInstanceOf(BenchmarkException.class)
          .hasMessage("the shell has ended; its last words: it is broken");
    }
  }
}

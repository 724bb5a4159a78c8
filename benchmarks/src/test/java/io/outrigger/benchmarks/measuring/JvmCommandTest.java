package io.outrigger.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JvmCommandTest {

  @Test
  void another_main_class_runs_with_the_same_options_libraries_and_environment() {
    var command =
        JvmCommand.of(
            List.of("/jdk/bin/java", "-Xmx128m", "-Da=b c", "-cp", "/lib/*", "a.Main", "run", ""),
            List.of("MALLOC_ARENA_MAX=2", "EQUATION=a=b", ""));

    var builder = command.running("/own.jar", "b.Main", "1", "2");

    assertThat(builder.command())
        .containsExactly(
            "/jdk/bin/java", "-Xmx128m", "-Da=b c", "-cp", "/lib/*:/own.jar", "b.Main", "1", "2");
    assertThat(builder.environment())
        .containsOnlyKeys("MALLOC_ARENA_MAX", "EQUATION")
        .containsEntry("MALLOC_ARENA_MAX", "2")
        .containsEntry("EQUATION", "a=b");
  }

  @Test
  void a_command_line_without_a_class_path_is_refused() {
    assertThatThrownBy(() -> JvmCommand.of(List.of("sh", "outrigger"), List.of()))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("[sh, outrigger]");
  }
}

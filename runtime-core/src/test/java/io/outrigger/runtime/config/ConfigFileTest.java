package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

  @TempDir private Path directory;

  @Test
  void a_file_is_read() throws IOException {
    var file = Files.writeString(directory.resolve("a.json"), "{\"app\": {\"app_id\": \"shop\"}}");

    assertThat(reader().read(file).app().appId()).isEqualTo("shop");
  }

  @Test
  void a_problem_names_the_file_as_it_was_given() throws IOException {
    var file = Files.writeString(directory.resolve("a.json"), "{");

    assertThat(failure(file).file()).isEqualTo(file.toString());
  }

  @Test
  void a_file_that_does_not_exist_is_one_problem() {
    assertOneProblem(directory.resolve("none.json"), "does not exist");
  }

  @Test
  void a_directory_is_one_problem() {
    assertOneProblem(directory, "is a directory (expected: a file)");
  }

  @Test
  void a_path_below_a_file_is_one_problem() throws IOException {
    var file = Files.writeString(directory.resolve("a.json"), "{}");

    assertThat(failure(file.resolve("b")).problems()).hasSize(1);
  }

  @Test
  void a_file_that_may_not_be_read_says_so() {
    assertThat(ConfigFile.reason(new AccessDeniedException("a.json")))
        .isEqualTo("may not be read by this user");
  }

  @Test
  void a_file_too_large_is_one_problem() throws IOException {
    var file = directory.resolve("a.json");
    Files.write(file, new byte[(16 << 20) + 1]);

    assertOneProblem(file, "is too large (expected: at most 16MiB)");
  }

  private static void assertOneProblem(Path file, String what) {
    var failure = failure(file);

    assertThat(failure).hasMessage(file + ": 1 problem\n 1 the file " + file + " " + what);
    assertThat(failure.problems()).containsExactly(Problem.ofFile("the file " + file + " " + what));
  }

  private static ConfigException failure(Path file) {
    return catchThrowableOfType(ConfigException.class, () -> reader().read(file));
  }

  private static ConfigReader reader() {
    return new ConfigReader(new FakeComponents(List.of()), Environment.of(Map.of()));
  }
}

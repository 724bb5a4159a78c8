package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as it is at the start. */
final class LocalFileSecretStoreTest {

  @TempDir private Path directory;
  private LocalFileFixture fixture;

  @BeforeEach
  void create() {
    fixture = new LocalFileFixture(path());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_nested_value_is_read_by_its_joined_name() throws IOException {
    fixture.write("{\"db\": {\"users\": [\"ann\"]}}");
    fixture.start();

    assertThat(fixture.secrets().value("db:users:0")).isEqualTo("ann");
  }

  @Test
  void an_object_is_no_secret_itself() throws IOException {
    fixture.write("{\"db\": {\"user\": \"ann\"}}");
    fixture.start();

    assertThat(fixture.secrets().refusal("db")).hasMessage("secret \"db\" is not found");
  }

  @Test
  void a_start_without_the_file_fails_and_names_it() {
    assertThat(Outcome.failureOf(fixture.store()::start))
        .hasMessage("secretsFile: " + path() + ": no such file (expected: a JSON file to read)");
  }

  @Test
  void a_start_without_the_file_can_be_repeated_when_it_is_there() throws IOException {
    assertThat(Outcome.codeOf(fixture.store()::start)).isEqualTo(ErrorCode.UNAVAILABLE);
    fixture.write("{\"a\": \"x\"}");
    fixture.start();

    assertThat(fixture.secrets().value("a")).isEqualTo("x");
  }

  @Test
  void a_start_with_a_broken_file_fails_and_names_the_place() throws IOException {
    fixture.write("{\n  \"a\": x\n}");

    assertThat(Outcome.failureOf(fixture.store()::start))
        .hasMessageStartingWith("secretsFile: " + path() + ": content line 2 column 8: ");
  }

  @Test
  void a_start_with_a_name_for_two_values_fails_and_names_it() throws IOException {
    fixture.write("{\"a:b\": 1, \"a\": {\"b\": 2}}");

    assertThat(Outcome.failureOf(fixture.store()::start))
        .hasMessage(
            "secretsFile: " + path() + ": the name \"a:b\" stands for two values (expected: one)");
  }

  @Test
  void a_start_with_an_empty_file_fails() throws IOException {
    fixture.write("");

    assertThat(Outcome.codeOf(fixture.store()::start)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_start_with_a_directory_for_a_file_fails() throws IOException {
    Files.createDirectory(path());

    assertThat(Outcome.failureOf(fixture.store()::start))
        .hasMessageContaining("not a regular file");
  }

  @Test
  void a_file_of_a_mebibyte_is_read() throws IOException {
    var members =
        IntStream.range(0, 8192)
            .mapToObj(i -> "\"name-%d\": \"%0128d\"".formatted(i, i))
            .collect(Collectors.joining(",", "{", "}"));
    fixture.write(members);
    fixture.start();

    assertThat(fixture.secrets().value("name-8191")).isEqualTo("%0128d".formatted(8191));
  }

  @Test
  void nothing_is_kept_after_the_close() throws IOException {
    fixture.write("{\"a\": \"x\"}");
    fixture.start();
    Outcome.done(fixture.store()::close);

    assertThat(fixture.secrets().getAll()).isEmpty();
  }

  private Path path() {
    return directory.resolve("secrets.json");
  }
}

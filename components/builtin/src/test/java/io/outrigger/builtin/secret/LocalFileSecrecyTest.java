package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No value is shown by a message, a stack trace or a log line, however the file is broken. */
final class LocalFileSecrecyTest {

  private static final String GOOD =
      "{\"a\": \"planted-1\", \"b\": {\"c\": [\"planted-2\", 7007007]}, \"d\": \"\\u0041planted\"}";

  private static final String[] PLANTED = {"planted", "7007007"};

  static final List<String> MALFORMED =
      List.of(
          "planted",
          "\"planted\"",
          "[\"planted\"]",
          "{\"a\": planted}",
          "{\"a\": 'planted'}",
          "{\"a\": \"planted\\x\"}",
          "{\"a\": \"planted\n\"}",
          "{\"a\": \"planted\" \"planted\"}",
          "{\"a\": \"planted\"]",
          "{\"a\": \"planted\"} planted",
          "{\"a\": \"planted\", \"a\": \"planted\"}",
          "{\"a:b\": \"planted\", \"a\": {\"b\": \"planted\"}}",
          "{\"a\": 7007007x}",
          "{\"a\": 07007007}",
          "{\"a\": 7007007e99999999999}",
          "{\"a\": " + "7007007".repeat(200) + "}");

  @TempDir private Path directory;
  private LocalFileFixture fixture;

  @BeforeEach
  void create() {
    fixture = new LocalFileFixture(directory.resolve("secrets.json"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @FieldSource("MALFORMED")
  void a_failed_start_shows_no_value(String malformed) throws IOException {
    fixture.write(malformed);
    var failure = Outcome.failureOf(fixture.store()::start);

    assertThat(trace(failure) + fixture.log().text()).doesNotContain(PLANTED);
  }

  @ParameterizedTest
  @MethodSource
  void a_start_with_half_a_file_shows_no_value(int size) throws IOException {
    fixture.write(GOOD.substring(0, size));
    var failure = Outcome.failureOf(fixture.store()::start);

    assertThat(trace(failure) + fixture.log().text()).doesNotContain(PLANTED);
  }

  static IntStream a_start_with_half_a_file_shows_no_value() {
    return IntStream.range(0, GOOD.length());
  }

  @ParameterizedTest
  @FieldSource("MALFORMED")
  void a_change_to_a_broken_file_shows_no_value(String malformed) throws IOException {
    fixture.write(GOOD);
    fixture.start();
    fixture.write(malformed);
    fixture.checkUntil(() -> fixture.log().text().contains("event=secrets_kept"));

    assertThat(fixture.log().text() + fixture.health()).doesNotContain(PLANTED);
  }

  private static String trace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

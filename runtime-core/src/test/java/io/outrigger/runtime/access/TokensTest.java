package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.config.ServerSettings;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokensTest {

  private static final Duration SOON = Duration.ofMillis(10);

  private final Deadlines deadlines = new Deadlines();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void only_the_whole_token_is_accepted() {
    var tokens = Tokens.of(settings("\"token\": \"green light\""));

    assertThat(tokens.accepts("green light")).isTrue();
    assertThat(tokens.accepts("green ligh")).isFalse();
    assertThat(tokens.accepts("green light ")).isFalse();
    assertThat(tokens.accepts("")).isFalse();
  }

  @Test
  void every_line_of_a_file_is_a_token_and_an_empty_one_is_none() throws IOException {
    var tokens = Tokens.of(file("one\r\n\n  two  \n"));
    assertThat(tokens.accepts("one")).isFalse();

    tokens.open(deadlines, SOON);

    assertThat(tokens.accepts("one")).isTrue();
    assertThat(tokens.accepts("two")).isTrue();
    assertThat(tokens.accepts("")).isFalse();
  }

  @Test
  void a_file_that_changes_changes_the_tokens() throws IOException {
    var tokens = Tokens.of(file("old"));
    tokens.open(deadlines, SOON);

    Files.writeString(directory.resolve("token"), "new");

    await().until(() -> tokens.accepts("new"));
    assertThat(tokens.accepts("old")).isFalse();
  }

  @Test
  void a_file_without_a_token_is_named() throws IOException {
    assertThatThrownBy(() -> Tokens.of(file(" \n")).open(deadlines, SOON))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageMatching("server.token_file: .*/token has no token \\(expected: .*");
    Files.delete(directory.resolve("token"));
    var settings = settings("\"token_file\": \"" + directory.resolve("token") + "\"");

    assertThatThrownBy(() -> Tokens.of(settings).open(deadlines, SOON))
        .hasMessageMatching("server.token_file: there is no file .*/token");
  }

  @Test
  void a_token_that_no_header_can_carry_is_refused_and_not_shown() throws IOException {
    var tokens = Tokens.of(file("sesame\ngrünes Licht\n"));

    assertThatThrownBy(() -> tokens.open(deadlines, SOON))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageMatching(
            "server.token_file: .*/token has a token that no header can carry \\(expected: .*");
  }

  private ServerSettings file(String text) throws IOException {
    var file = Files.writeString(directory.resolve("token"), text);
    return settings("\"token_file\": \"" + file + "\"");
  }

  private static ServerSettings settings(String members) {
    return Fakes.config(new FakeStateStore(), "{\"server\": {" + members + "}}").server();
  }
}

package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.ServerSettings;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokensTest {

  @TempDir private Path directory;

  @Test
  void only_the_whole_token_is_accepted() {
    var tokens = Tokens.of(settings("\"token\": \"grünes Licht\""));

    assertThat(tokens.accepts("grünes Licht")).isTrue();
    assertThat(tokens.accepts("grünes Lich")).isFalse();
    assertThat(tokens.accepts("grünes Licht ")).isFalse();
    assertThat(tokens.accepts("")).isFalse();
  }

  @Test
  void every_line_of_a_file_is_a_token_and_an_empty_one_is_none() throws IOException {
    var tokens = Tokens.of(file("one\r\n\n  two  \n"));
    assertThat(tokens.accepts("one")).isFalse();

    tokens.read();

    assertThat(tokens.accepts("one")).isTrue();
    assertThat(tokens.accepts("two")).isTrue();
    assertThat(tokens.accepts("")).isFalse();
  }

  @Test
  void a_file_that_changes_changes_the_tokens_and_one_that_is_broken_leaves_them()
      throws IOException {
    var tokens = Tokens.of(file("old"));
    tokens.read();
    Files.writeString(directory.resolve("token"), "newer");
    tokens.refresh();
    assertThat(tokens.accepts("newer")).isTrue();
    assertThat(tokens.accepts("old")).isFalse();

    Files.writeString(directory.resolve("token"), "\n");
    tokens.refresh();
    assertThat(tokens.accepts("newer")).isTrue();
    Files.delete(directory.resolve("token"));
    tokens.refresh();
    assertThat(tokens.accepts("newer")).isTrue();

    Files.writeString(directory.resolve("token"), "last");
    tokens.refresh();
    assertThat(tokens.accepts("last")).isTrue();
  }

  @Test
  void a_file_without_a_token_is_named() throws IOException {
    assertThatThrownBy(() -> Tokens.of(file(" \n")).read())
        .isInstanceOf(UnusableFileException.class)
        .hasMessageMatching("server.token_file: .*/token has no token \\(expected: .*");
    Files.delete(directory.resolve("token"));
    var settings = settings("\"token_file\": \"" + directory.resolve("token") + "\"");

    assertThatThrownBy(() -> Tokens.of(settings).read())
        .hasMessageMatching("server.token_file: there is no file .*/token");
  }

  private ServerSettings file(String text) throws IOException {
    var file = Files.writeString(directory.resolve("token"), text);
    return settings("\"token_file\": \"" + file + "\"");
  }

  private static ServerSettings settings(String members) {
    return Fakes.config(new FakeStateStore(), "{\"server\": {" + members + "}}").server();
  }
}

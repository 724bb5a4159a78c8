package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        "..",
        "../a",
        "a/..",
        "a/../b",
        ".",
        "./a",
        "a/./b",
        "a\\b",
        "..\\a",
        "a\0",
        ".outrigger-tmp",
        ".outrigger-tmp/a"
      })
  void a_name_that_could_mean_another_place_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileName.parse(text))
        .withMessageStartingWith("name: \"")
        .withMessageContaining("expected: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a/b", "...", "..a", "a..", "a/.b", " ", "~", "%2e%2e/a", "a:b", "\n"})
  void any_other_name_is_taken_as_it_is(String text) {
    assertThat(FileName.parse(text)).hasToString(text);
  }

  @Test
  void a_name_of_a_hundred_parts_is_taken() {
    assertThat(FileName.parse("a/".repeat(99) + "a").parts()).hasSize(100);
  }

  @Test
  void a_name_of_more_parts_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileName.parse("a/".repeat(100) + "a"))
        .withMessageContaining("at most 100 parts");
  }

  @Test
  void a_name_that_is_no_text_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileName.parse("half of a character: \ud83d"))
        .withMessageContaining("the encoding of this process");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "a//", "..", "../", "a/..", "a/../", "a\\", "\0"})
  void a_prefix_that_no_name_begins_with_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> FileName.parsePrefix(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/", "a/b", "..."})
  void a_prefix_may_end_anywhere(String text) {
    assertThat(String.join("/", FileName.parsePrefix(text))).isEqualTo(text);
  }
}

package io.outrigger.runtime.json;

import static io.outrigger.runtime.json.YamlTexts.failure;
import static io.outrigger.runtime.json.YamlTexts.object;
import static io.outrigger.runtime.json.YamlTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

  @Test
  void every_kind_of_value_is_read_with_its_place() {
    var json = read("- {}\n- []\n- 'a'\n- -1.50e3\n- true\n- false\n- null\n- b c");

    assertThat(json)
        .isEqualTo(
            new Json.Arr(
                List.of(
                    new Json.Obj(List.of(), new Position(1, 3)),
                    new Json.Arr(List.of(), new Position(2, 3)),
                    new Json.Text("a", new Position(3, 3)),
                    new Json.Num("-1.50e3", new Position(4, 3)),
                    new Json.Bool(true, new Position(5, 3)),
                    new Json.Bool(false, new Position(6, 3)),
                    new Json.Null(new Position(7, 3)),
                    new Json.Text("b c", new Position(8, 3))),
                Position.START));
  }

  @Test
  void members_keep_the_order_of_the_text_and_keys_their_own_places() {
    var object = object("# first\nb:\n  c: 1\na: 2\n");

    assertThat(object)
        .isEqualTo(
            new Json.Obj(
                List.of(
                    new Json.Member(
                        "b",
                        new Position(2, 1),
                        new Json.Obj(
                            List.of(
                                new Json.Member(
                                    "c",
                                    new Position(3, 3),
                                    new Json.Num("1", new Position(3, 6)))),
                            new Position(3, 3))),
                    new Json.Member(
                        "a", new Position(4, 1), new Json.Num("2", new Position(4, 4)))),
                new Position(2, 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_line_end_counts_once(String end) {
    assertThat(object("a:" + end + "  b:" + end + "    1").get("a").orElseThrow())
        .isEqualTo(
            new Json.Obj(
                List.of(
                    new Json.Member(
                        "b", new Position(2, 3), new Json.Num("1", new Position(3, 5)))),
                new Position(2, 3)));
  }

  @Test
  void a_character_outside_the_basic_plane_is_one_column() {
    assertThat(object("{\uD83D\uDE00: \uD83D\uDE00, a: 1}").get("a").orElseThrow().position())
        .isEqualTo(new Position(1, 11));
  }

  @Test
  void places_are_right_after_a_long_text() {
    var json = object("{a: " + "x".repeat(100_000) + ", b: 1}");

    assertThat(json.get("b").orElseThrow().position()).isEqualTo(new Position(1, 100_010));
  }

  @Test
  void a_byte_order_mark_is_passed_over() {
    assertThat(read("\uFEFF1")).isEqualTo(new Json.Num("1", Position.START));
  }

  @Test
  void a_key_without_a_value_is_null_after_its_colon() {
    assertThat(object("a:\nb: 1").get("a")).contains(new Json.Null(new Position(1, 3)));
  }

  @Test
  void number_and_truth_keys_become_their_text() {
    assertThat(object("1: a\ntrue: b\n0x1F: c\n\"\": d\n? e\n: f\n'null': g\n").members())
        .extracting(Json.Member::key)
        .containsExactly("1", "true", "0x1F", "", "e", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null: 1", "~: 1", "[a]: 1", "{a: 1}: 1", "? - a\n: 1", "? ", "!!null : 1"})
  void a_key_that_cannot_be_text_is_refused(String text) {
    assertThat(failure(text).reason())
        .isEqualTo(
            "a key that is null, an array or an object (expected: text, a number, true or false)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\nb:\n  a: 2\na: 3", "{a: 1, b: {a: 2},\n\n a: 3}"})
  void a_key_given_twice_is_refused_with_both_places(String text) {
    var failure = failure(text);

    assertThat(failure.reason()).startsWith("a key is given twice, first at line 1 column ");
    assertThat(failure.position().line()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void a_number_and_the_same_text_are_one_key() {
    assertThat(failure("1: a\n\"1\": b"))
        .hasMessage("x line 2 column 1: a key is given twice, first at line 1 column 1");
  }

  @Test
  void a_hundred_levels_are_read() {
    assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(Json.Arr.class);
    assertThat(read("- ".repeat(99) + "[]")).isInstanceOf(Json.Arr.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"[|101", "{a: |401", "- |201"})
  void more_levels_are_refused_where_they_begin(String opening, int column) {
    assertThat(failure(opening.repeat(10_000)))
        .hasMessage(
            "x line 1 column %d: objects and arrays nest deeper than 100 levels".formatted(column));
  }

  @ParameterizedTest
  @CsvSource({"'',1,1", "'# none\n',2,1", "'---\n',2,1", "'---\n...\n',2,1", "'\n\n',3,1"})
  void an_empty_document_is_refused(String text, int line, int column) {
    var failure = failure(text);

    assertThat(failure.reason())
        .isEqualTo("no YAML value (expected: an object such as key: value)");
    assertThat(failure.position()).isEqualTo(new Position(line, column));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1\n---\nb: 2", "a: 1\n...\n---\nb: 2", "---\na: 1\n---\n"})
  void a_second_document_is_refused(String text) {
    assertThat(failure(text).reason()).isEqualTo("a second document (expected: one)");
  }

  @Test
  void one_document_may_be_marked() {
    assertThat(read("%YAML 1.2\n---\na: 1\n...\n# end\n").toText()).isEqualTo("{\n  \"a\": 1\n}");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused_at_their_place() {
    byte[] bytes = "a:\n  \u00e9: x".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xFF;

    assertThatThrownBy(() -> Json.readYaml("x", bytes))
        .isInstanceOf(JsonException.class)
        .hasMessage("x line 2 column 6: bytes that are not UTF-8");
  }

  @Test
  void a_control_character_is_refused_at_its_place_even_far_behind() {
    assertThat(failure("\uD83D\uDE00: x\na: " + "x".repeat(5000) + "\u0001"))
        .hasMessage(
            "x line 2 column 5004: a control character"
                + " (expected: an escape such as \\u0001 in double quotes)");
  }
}

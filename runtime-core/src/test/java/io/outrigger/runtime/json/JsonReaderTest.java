package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

  @Test
  void every_kind_of_value_is_read_with_its_place() {
    var json = Json.read("x", "[{}, [], \"a\\n\\u0041\", -1.50e3, true, false, null]");

    assertThat(json)
        .isEqualTo(
            new Json.Arr(
                List.of(
                    new Json.Obj(List.of(), new Position(1, 2)),
                    new Json.Arr(List.of(), new Position(1, 6)),
                    new Json.Text("a\nA", new Position(1, 10)),
                    new Json.Num("-1.50e3", new Position(1, 23)),
                    new Json.Bool(true, new Position(1, 32)),
                    new Json.Bool(false, new Position(1, 38)),
                    new Json.Null(new Position(1, 45))),
                Position.START));
  }

  @Test
  void members_keep_the_order_of_the_text() {
    assertThat(object("{\"b\": 1, \"a\": 2, \"c\": 3}").members())
        .extracting(Json.Member::key)
        .containsExactly("b", "a", "c");
  }

  @Test
  void a_key_has_its_own_place() {
    var member = object("{\n  \"lock\":\n    true\n}").member("lock").orElseThrow();

    assertThat(member.keyPosition()).isEqualTo(new Position(2, 3));
    assertThat(member.value().position()).isEqualTo(new Position(3, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_line_end_counts_once(String end) {
    var json = object("{" + end + " \"a\":" + end + "1}");

    assertThat(json.get("a").orElseThrow().position()).isEqualTo(new Position(3, 1));
  }

  @Test
  void a_character_outside_the_basic_plane_is_one_column() {
    assertThat(object("{\"\uD83D\uDE00\": 1}").get("\uD83D\uDE00").orElseThrow().position())
        .isEqualTo(new Position(1, 7));
  }

  @Test
  void places_are_right_after_a_long_text() {
    var text = "x".repeat(100_000);

    var json = object("{\"a\": \"" + text + "\", \"b\": 1}");

    assertThat(json.get("b").orElseThrow().position()).isEqualTo(new Position(1, 100_016));
  }

  @Test
  void comments_stand_where_white_space_may() {
    var json = object("// first\n{/* a */ \"a\" /* : */ : 1 // one\n}\n/* last */");

    assertThat(json.get("a")).contains(new Json.Num("1", new Position(2, 24)));
  }

  @Test
  void a_byte_order_mark_is_passed_over() {
    var json = Json.read("x", "\uFEFF1".getBytes(StandardCharsets.UTF_8));

    assertThat(json).isEqualTo(new Json.Num("1", Position.START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.50", "-0", "1E+2", "123456789012345678901234567890"})
  void a_number_keeps_its_text(String text) {
    assertThat(Json.read("x", text)).isEqualTo(new Json.Num(text, Position.START));
  }

  @Test
  void a_hundred_levels_are_read() {
    assertThat(Json.read("x", "[".repeat(100) + "]".repeat(100))).isInstanceOf(Json.Arr.class);
  }

  @Test
  void more_levels_are_refused_where_they_begin() {
    assertThatThrownBy(() -> Json.read("x", "[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(JsonException.class)
        .hasMessage("x line 1 column 101: objects and arrays nest deeper than 100 levels");
  }

  @Test
  void very_deep_nesting_does_not_exhaust_the_stack() {
    assertThat(failure("{\"a\":".repeat(100_000)).position()).isEqualTo(new Position(1, 501));
  }

  @Test
  void a_key_given_twice_is_refused_with_both_places() {
    assertThatThrownBy(() -> Json.read("x", "{\"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3}"))
        .isInstanceOf(JsonException.class)
        .hasMessage("x line 3 column 2: key \"a\" is given twice, first at line 1 column 2");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused_at_their_place() {
    byte[] bytes = "{\n\"\u00e9\": \"x\"}".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xFF;

    assertThatThrownBy(() -> Json.read("x", bytes))
        .isInstanceOf(JsonException.class)
        .hasMessage("x line 2 column 7: bytes that are not UTF-8");
  }

  @Test
  void utf_8_that_is_cut_short_is_refused() {
    byte[] bytes = "\"\u20ac".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.read("x", Arrays.copyOf(bytes, 3)))
        .isInstanceOf(JsonException.class)
        .hasMessage("x line 1 column 2: bytes that are not UTF-8");
  }

  @Test
  void a_number_too_long_to_mean_anything_is_refused() {
    assertThat(failure("[" + "1".repeat(1001) + "]").reason())
        .isEqualTo("a number of more than 1000 characters");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``             | 1 | no JSON value (expected: an object such as {})",
        "` // none`     | 9 | no JSON value (expected: an object such as {})",
        "{\"a\": 1} x   | 10 | text after the end of the document",
        "{} {}          | 4 | text after the end of the document",
        "{}]            | 3 | text after the end of the document",
        "{              | 2 | the file ends before what begins at line 1 column 1 is closed",
        "[{\"a\":       | 7 | the file ends before what begins at line 1 column 2 is closed",
        "[1,            | 4 | the file ends before what begins at line 1 column 1 is closed",
        "[\"a           | 4 | the file ends inside text (expected: a closing double quote)",
        "{\"a           | 4 | the file ends inside text (expected: a closing double quote)",
        "[\"a\\          | 5 | the file ends inside text (expected: a closing double quote)",
        "{\"a\": 1,}    | 9 | expected a key: no comma may stand before \"}\"",
        "{a: 1}         | 2 | expected a key in double quotes",
        "{'a': 1}       | 2 | expected a key in double quotes",
        "{\"a\" 1}      | 6 | expected \":\" between key and value",
        "[1 2]          | 4 | expected \",\" or the end of what begins at line 1 column 1",
        "{\"a\":1 \"b\":2} | 8 | expected \",\" or the end of what begins at line 1 column 1",
        "[1}            | 3 | the wrong bracket for what begins at line 1 column 1",
        "{]             | 2 | the wrong bracket for what begins at line 1 column 1",
        "]              | 1 | nothing is open that could be closed here",
        "[\"a\\q\"]     | 5 | an escape that JSON does not know (expected: \\\" \\\\ \\/ \\b \\f \\n"
            + " \\r \\t or \\u and four hex digits)",
        "/* x           | 5 | a comment that does not end (expected: /* and */, or // up to the"
            + " line's end)",
        "01             | 2 | a number that JSON does not know (expected: digits such as 10, -3 or"
            + " 0.5)",
        "[1.]           | 3 | a number that JSON does not know (expected: digits such as 10, -3 or"
            + " 0.5)",
        "[-]            | 3 | a number that JSON does not know (expected: digits such as 10, -3 or"
            + " 0.5)",
      })
  void what_is_no_json_is_refused_in_plain_words(String text, int column, String reason) {
    var failure = failure(text);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.position()).isEqualTo(new Position(1, column));
  }

  @ParameterizedTest
  @CsvSource({"[yes],2", "{\"a\": 'x'},7", "[1;1],3", "NaN,4", "[.5],2", "#,1"})
  void a_word_that_is_no_value_is_refused(String text, int column) {
    assertThat(failure(text).position()).isEqualTo(new Position(1, column));
  }

  @Test
  void a_missing_value_says_what_a_value_is() {
    assertThat(failure("[1,]").reason())
        .isEqualTo(
            "expected a value: text in double quotes, a number, true, false, null, an object or an"
                + " array; no comma may stand before \"]\"");
  }

  @Test
  void a_line_that_ends_inside_text_is_refused_at_its_end() {
    var failure = failure("{\"a\": \"x\n}");

    assertThat(failure.reason())
        .isEqualTo("the line ends inside text (expected: a closing double quote)");
    assertThat(failure.position()).isEqualTo(new Position(1, 9));
  }

  @Test
  void a_control_character_inside_text_is_refused() {
    assertThat(failure("\"a\tb\"").reason())
        .isEqualTo("a control character inside text (expected: an escape such as \\t)");
  }

  @Test
  void a_control_character_between_values_is_refused() {
    assertThat(failure("[1\0]").reason()).isEqualTo("a control character outside text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": hunter2}",
        "{\"password\": 'hunter2'}",
        "{\"password\": \"hunter2}",
        "{\"password\": \"hunter2\n\"}",
        "{\"password\": \"hunter2\\x\"}",
        "{\"password\": \"hunter2\"",
        "{\"password\": \"hunter2\" \"hunter2\"}",
        "{\"password\": hunter2",
        "hunter2"
      })
  void no_failure_quotes_a_value(String text) {
    var failure = failure(text);

    assertThat(failure).hasNoCause();
    assertThat(failure.toString()).doesNotContain("hunter2").doesNotContain("REDACTED");
  }

  @Test
  void no_tree_shows_its_values_by_itself() {
    assertThat(object("{\"password\": \"hunter2\", \"pin\": 4711}").toString())
        .contains("password")
        .doesNotContain("hunter2")
        .doesNotContain("4711");
  }

  private static Json.Obj object(String text) {
    return (Json.Obj) Json.read("x", text);
  }

  private static JsonException failure(String text) {
    var failure = catchThrowableOfType(JsonException.class, () -> Json.read("x", text));
    assertThat(failure).as("reading %s", text).isNotNull();
    return failure;
  }
}

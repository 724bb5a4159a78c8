package io.outrigger.runtime.json;

import static io.outrigger.runtime.json.YamlTexts.failure;
import static io.outrigger.runtime.json.YamlTexts.object;
import static io.outrigger.runtime.json.YamlTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlScalarsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-0", "1.0", "1.50", "1E+2", "1e5", "123456789012345678901234"})
  void a_number_keeps_its_text(String text) {
    assertThat(read(text)).isEqualTo(new Json.Num(text, Position.START));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "on",
        "off",
        "y",
        "tRUE",
        "nULL",
        "1_000",
        "12:30:45",
        "2026-11-22",
        "1.2.3",
        "0b11",
        "0o8",
        "0x",
        "1e",
        "--1",
        "+",
        ".",
        "..",
        "-.",
        ".e3",
        "inf",
        "nan",
        "+.nan",
        "0X1F",
        "<<",
        "=",
        "${A:b}",
        "a#b",
        "http://x:1/?a=b&c"
      })
  void a_plain_scalar_of_no_other_type_is_text(String text) {
    assertThat(read(text)).isEqualTo(new Json.Text(text, Position.START));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "True,true", "TRUE,true", "false,false", "False,false", "FALSE,false"})
  void the_core_schema_spells_truth_in_three_ways(String text, boolean value) {
    assertThat(read(text)).isEqualTo(new Json.Bool(value, Position.START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "Null", "NULL", "~"})
  void the_core_schema_spells_null_in_four_ways(String text) {
    assertThat(read(text)).isEqualTo(new Json.Null(Position.START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "\"1\""})
  void a_quoted_scalar_is_text(String text) {
    assertThat(read(text)).isEqualTo(new Json.Text("1", Position.START));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+3", "007", "-01", ".5", "5.", "+1.5", "1.e3", "0o17", "0x1F", ".inf", "-.Inf", "+.INF",
        ".nan", ".NaN", ".NAN"
      })
  void a_number_that_json_cannot_write_is_refused(String text) {
    assertThatThrownBy(() -> read("a: " + text))
        .isInstanceOf(JsonException.class)
        .hasMessage(
            "x line 1 column 4: a number that JSON cannot write (expected: digits such as 10, -3 or"
                + " 0.5, or quotes if it is text)");
  }

  @Test
  void a_number_too_long_to_mean_anything_is_refused() {
    assertThat(read("1".repeat(1000))).isInstanceOf(Json.Num.class);
    assertThat(failure("1".repeat(1001)).reason())
        .isEqualTo("a number of more than 1000 characters");
  }

  @Test
  void block_scalars_are_text_where_their_indicator_stands() {
    var object = object("a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: |+\n  1\n\n");

    assertThat(object.get("a")).contains(new Json.Text("x\n y\n", new Position(1, 4)));
    assertThat(object.get("b")).contains(new Json.Text("x y", new Position(5, 4)));
    assertThat(object.get("c")).contains(new Json.Text("1\n\n", new Position(8, 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!str 12             | '12'",
        "! 12                 | '12'",
        "!!str                | ''",
        "!<tag:yaml.org,2002:str> 1 | '1'",
        "!!int 12             | 12",
        "!!int '12'           | 12",
        "!!float 1            | 1",
        "!!bool 'true'        | true",
        "!!null ''            | null",
        "!!seq [!!map {}]     | [{}]",
        "! [! {}]             | [{}]",
        "{!!str null: 1}      | {'null': 1}",
      },
      quoteCharacter = '`')
  void the_tags_of_the_core_schema_are_known(String tagged, String plain) {
    assertThat(read(tagged).toText()).isEqualTo(read(plain).toText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!java.util.Date 1",
        "!foo x",
        "!foo [x]",
        "!foo {x: 1}",
        "!!binary aGk=",
        "!!set {a}",
        "!!timestamp 2026-11-22",
        "!!omap [a: 1]",
        "!!map [x]",
        "!!seq {x: 1}",
        "!!str [x]",
        "!!map x",
        "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]"
      })
  void any_other_tag_is_refused(String text) {
    assertThat(failure("a: " + text))
        .hasMessage(
            "x line 1 column 4: a tag that is not known here"
                + " (expected: none, !!str, !!int, !!float, !!bool, !!null, !!seq or !!map)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"!!int x", "!!int 1.5", "!!float a", "!!bool 1", "!!null a", "!!bool yes"})
  void a_value_that_its_tag_does_not_fit_is_refused(String text) {
    assertThat(failure(text).reason()).isEqualTo("a value that is not what its tag says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u001f", "\u0080", "\u0085", "\u009f", "\uFFFE"})
  void a_character_that_snakeyaml_does_not_keep_is_refused_but_may_be_escaped(String character) {
    assertThat(failure("'a " + character + " b'").position()).isEqualTo(new Position(1, 4));

    assertThat(read("\"a \\u%04x b\"".formatted((int) character.charAt(0))))
        .isEqualTo(new Json.Text("a " + character + " b", Position.START));
  }
}

package io.outrigger.runtime.json;

import static io.outrigger.runtime.json.YamlTexts.failure;
import static io.outrigger.runtime.json.YamlTexts.object;
import static io.outrigger.runtime.json.YamlTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anchors, aliases and merge keys bring. */
final class YamlAnchorsTest {

  @Test
  void an_alias_is_a_copy_that_stands_where_the_alias_does() {
    var object = object("a: &x\n  b: 1\nc: *x\nd: &y 5\ne: [*y]");

    assertThat(object.get("a").orElseThrow().position()).isEqualTo(new Position(1, 4));
    assertThat(object.get("c"))
        .contains(
            new Json.Obj(
                List.of(
                    new Json.Member(
                        "b", new Position(2, 3), new Json.Num("1", new Position(2, 6)))),
                new Position(3, 4)));
    assertThat(object.get("e"))
        .contains(new Json.Arr(List.of(new Json.Num("5", new Position(5, 5))), new Position(5, 4)));
  }

  @Test
  void an_anchor_given_again_stands_for_the_newer_value() {
    assertThat(read("[&a 1, *a, &a 2, *a]").toText()).isEqualTo(read("[1, 1, 2, 2]").toText());
    assertThat(read("[&a [&a 1, *a], *a]").toText()).isEqualTo(read("[[1, 1], 1]").toText());
  }

  @Test
  void keys_may_have_anchors_and_be_aliases() {
    assertThat(read("{&k a: 1, b: *k, c: {*k : 2}, &n 5: *n}").toText())
        .isEqualTo(read("{a: 1, b: a, c: {a: 2}, '5': 5}").toText());
  }

  @Test
  void an_alias_of_an_object_is_no_key() {
    assertThat(failure("- &a {}\n- *a : 1").position()).isEqualTo(new Position(2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: *hunter2            | 4 | an alias whose anchor does not stand before it",
        "[*a, &a 1]             | 2 | an alias whose anchor does not stand before it",
        "&hunter2 [*hunter2]    | 11 | an alias inside the value it stands for",
        "a: &x {b: [1, *x]}     | 15 | an alias inside the value it stands for",
        "a: &x {<<: *x}         | 12 | an alias inside the value it stands for",
      })
  void an_alias_without_a_value_is_refused(String text, int column, String reason) {
    var failure = failure(text);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.position()).isEqualTo(new Position(1, column));
  }

  @Test
  void aliases_that_multiply_are_refused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }

    var failure = failure(text.toString());

    assertThat(failure.reason())
        .isEqualTo("aliases repeat more than 1000000 values and characters in all");
    assertThat(failure.position().line()).isEqualTo(6);
  }

  @Test
  void a_long_text_is_not_repeated_without_end() {
    var text = "- &a " + "x".repeat(10_000) + "\n" + "- *a\n".repeat(100);

    assertThat(failure(text).position()).isEqualTo(new Position(101, 3));
  }

  @Test
  void a_long_document_without_aliases_is_read() {
    assertThat(((Json.Arr) read("- a\n".repeat(1_100_000 / 4))).items()).hasSize(275_000);
    assertThat(((Json.Text) read("x".repeat(4_000_000))).value()).hasSize(4_000_000);
  }

  @Test
  void merging_brings_what_is_not_given_itself() {
    var text =
        """
        base: &base
          a: 1
          b: 2
        own:
          b: 3
          <<: *base
          c: 4
        """;

    assertThat(object(text).get("own"))
        .contains(
            new Json.Obj(
                List.of(
                    new Json.Member("b", new Position(5, 3), new Json.Num("3", new Position(5, 6))),
                    new Json.Member("c", new Position(7, 3), new Json.Num("4", new Position(7, 6))),
                    new Json.Member(
                        "a", new Position(2, 3), new Json.Num("1", new Position(2, 6)))),
                new Position(5, 3)));
  }

  @Test
  void the_first_of_several_merged_objects_wins() {
    var text =
        "- &a {x: 1}\n- &b {x: 2, y: 2}\n- {<<: [*a, *b, {z: 3}]}\n- &c {<<: *b, x: 0}\n- {<<: *c}";

    assertThat(read(text).toText())
        .isEqualTo(
            read("[{x: 1}, {x: 2, y: 2}, {x: 1, y: 2, z: 3}, {x: 0, y: 2}, {x: 0, y: 2}]")
                .toText());
  }

  @Test
  void a_quoted_merge_key_is_a_key() {
    assertThat(object("{'<<': 1}").get("<<")).contains(new Json.Num("1", new Position(1, 8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "~", "hunter2", "[{}, 1]", "[[{}]]"})
  void only_objects_can_be_merged(String value) {
    assertThat(failure("{a: 1, <<: " + value + "}"))
        .hasMessage(
            "x line 1 column 8: nothing to merge (expected: an object or a list of objects)");
  }

  @Test
  void a_second_merge_key_is_refused() {
    assertThat(failure("<<: {a: 1}\n<<: {b: 1}"))
        .hasMessage("x line 2 column 1: a key is given twice, first at line 1 column 1");
  }

  @Test
  void aliases_do_not_nest_deeper_either() {
    var text = new StringBuilder("- &a0 []\n");
    for (int i = 1; i < 200; i++) {
      text.append("- &a%d [*a%d]\n".formatted(i, i - 1));
    }

    var failure = failure(text.toString());

    assertThat(failure.reason()).isEqualTo("objects and arrays nest deeper than 100 levels");
    assertThat(failure.position().line()).isEqualTo(100);
  }
}

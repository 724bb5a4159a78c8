package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordBinderProblemsTest {

  private static final String INT = "a whole number from -2147483648 to 2147483647";

  @Test
  void all_problems_are_found_in_one_pass() {
    var binding =
        Binding.of(
            Tuning.class,
            """
            {"max_bytes": "lots", "retrys": 1,
             "span": 5,
             "mode": "fastest"}
            """);

    assertThat(binding.bound()).isEmpty();
    assertThat(binding.lines())
        .containsExactly(
            "line 1 column 1  missing key \"retries\" for thing (expected: " + INT + ")",
            "line 1 column 15 /max_bytes max_bytes: \"lots\" (expected: a size such as 4MiB, 64KiB"
                + " or 1048576)",
            "line 1 column 23 /retrys unknown key \"retrys\" for thing (did you mean \"retries\"?)",
            "line 2 column 10 /span span: 5 (expected: a duration with its unit, such as 500ms, 5s"
                + " or 1m30s, up to 8760h)",
            "line 3 column 10 /mode mode: \"fastest\" (expected: one of fast, very-slow)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2147483648",
        "-2147483649",
        "1.0",
        "1e3",
        "1e999999999",
        "\"\"",
        "\"0x10\"",
        "\" 1\"",
        "\"1_000\"",
        "\"99999999999999999999999999999999\"",
        "true"
      })
  void what_is_no_int_is_a_problem(String json) {
    assertThat(Binding.of(Count.class, "{\"count\": " + json + "}").texts())
        .containsExactly("count: " + json + " (expected: " + INT + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "\"Infinity\"", "1e999", "\"1d\"", "\"0x1p3\"", "\".5\""})
  void what_is_no_double_is_a_problem(String json) {
    assertThat(Binding.of(Ratio.class, "{\"ratio\": " + json + "}").texts())
        .containsExactly("ratio: " + json + " (expected: a number such as 0.5)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "\"5\"",
        "\"\"",
        "\"5 s\"",
        "\"1d\"",
        "\"-5s\"",
        "\"1.5s\"",
        "\"999999999999999999h\"",
        "\"s\"",
        "true"
      })
  void what_is_no_duration_is_a_problem(String json) {
    assertThat(Binding.of(Span.class, "{\"span\": " + json + "}").texts())
        .containsExactly(
            "span: "
                + json
                + " (expected: a duration with its unit, such as 500ms, 5s or 1m30s, up to 8760h)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.5", "\"1x\"", "999999999999999999999"})
  void what_is_no_number_of_the_unit_is_a_problem(String json) {
    assertThat(Binding.of(Seconds.class, "{\"seconds\": " + json + "}").texts())
        .containsExactly(
            "seconds: "
                + json
                + " (expected: a duration such as 500ms, 5s or 1m30s, up to 8760h, or a whole number of"
                + " seconds)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5 | 5", "true | true", "null | null", "{} | an object", "[] | an array"})
  void what_is_no_text_is_a_problem(String json, String shown) {
    assertThat(Binding.of(Name.class, "{\"name\": " + json + "}").texts())
        .containsExactly("name: " + shown + " (expected: text in double quotes)");
  }

  @Test
  void a_boolean_is_true_or_false_only() {
    assertThat(Binding.of(On.class, "{\"on\": \"yes\"}").texts())
        .containsExactly("on: \"yes\" (expected: true or false)");
  }

  @Test
  void a_long_value_is_cut() {
    assertThat(Binding.of(Count.class, "{\"count\": \"" + "x".repeat(500) + "\"}").texts())
        .containsExactly("count: \"" + "x".repeat(60) + "...\" (expected: " + INT + ")");
  }

  @Test
  void null_is_a_problem_for_an_optional_too() {
    assertThat(Binding.of(Maybe.class, "{\"maybe\": null}").texts())
        .containsExactly("maybe: null (expected: " + INT + ")");
  }

  @Test
  void wrong_items_are_named_by_their_place() {
    assertThat(
            Binding.of(Lists.class, "{\"names\": [\"a\", 1, null], \"labels\": {\"x\": 2}}")
                .lines())
        .containsExactly(
            "line 1 column 17 /names/1 names[1]: 1 (expected: text in double quotes)",
            "line 1 column 20 /names/2 names[2]: null (expected: text in double quotes)",
            "line 1 column 43 /labels/x labels.x: 2 (expected: text in double quotes)");
  }

  @Test
  void text_is_no_list_and_no_object() {
    assertThat(Binding.of(Lists.class, "{\"names\": \"a\", \"labels\": \"b\"}").texts())
        .containsExactly(
            "names: text (expected: an array, each item text in double quotes)",
            "labels: text (expected: an object, each value text in double quotes)");
  }

  @Test
  void a_problem_in_a_nested_record_has_its_full_pointer() {
    assertThat(Binding.of(Outer.class, "{\"many\": [{\"count\": 1}, {\"cuont\": 2}]}").lines())
        .containsExactly(
            "line 1 column 25 /many/1 missing key \"count\" for many[1] of thing (expected: "
                + INT
                + ")",
            "line 1 column 26 /many/1/cuont unknown key \"cuont\" for many[1] of thing (did you"
                + " mean \"count\"?)");
  }

  @Test
  void a_nested_record_must_be_an_object() {
    assertThat(Binding.of(Outer.class, "{\"many\": [5]}").texts())
        .containsExactly("many[0]: a number (expected: an object)");
  }

  @Test
  void an_unknown_key_like_no_other_lists_the_known_ones() {
    assertThat(Binding.of(Count.class, "{\"count\": 1, \"elephant\": 2}").texts())
        .containsExactly("unknown key \"elephant\" for thing (known: count)");
  }

  @Test
  void an_unknown_key_where_there_are_no_settings_says_so() {
    assertThat(Binding.of(Nothing.class, "{\"a\": 1}").texts())
        .containsExactly("unknown key \"a\" for thing (it has no settings)");
  }

  @Test
  void a_key_in_another_case_is_unknown() {
    assertThat(Binding.of(Maybe.class, "{\"Maybe\": 1}").texts())
        .containsExactly("unknown key \"Maybe\" for thing (did you mean \"maybe\"?)");
  }

  @Test
  void two_spellings_of_one_setting_are_a_problem_at_the_second() {
    assertThat(Binding.of(Aliased.class, "{\"addr\": \"a\", \"address\": \"b\"}").lines())
        .containsExactly(
            "line 1 column 15 /address \"address\" and \"addr\" are the same setting (first at line"
                + " 1 column 2)");
  }

  @Test
  void two_cases_of_one_key_are_two_spellings_when_case_does_not_count() {
    assertThat(
            Binding.of(
                    Maybe.class, "{\"maybe\": 1, \"MAYBE\": 2}", Map.of(), KeyMatching.IGNORE_CASE)
                .texts())
        .containsExactly("\"MAYBE\" and \"maybe\" are the same setting (first at line 1 column 2)");
  }

  @Test
  void what_a_record_refuses_is_a_problem_at_the_key_that_it_names() {
    assertThat(Binding.of(Range.class, "{\"least\": 1, \"most\": 0}").lines())
        .containsExactly("line 1 column 22 /most most: 0 (expected: >= least)");
  }

  @Test
  void what_a_record_refuses_is_otherwise_a_problem_at_the_object() {
    assertThat(Binding.of(Range.class, "{\"least\": -1, \"most\": 0}").lines())
        .containsExactly("line 1 column 1  a range begins at 0");
  }

  @Test
  void what_a_record_throws_otherwise_is_an_error_of_the_program() {
    assertThatThrownBy(() -> Binding.of(Broken.class, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Broken");
  }

  @Test
  void a_record_with_a_problem_in_it_is_not_made() {
    assertThat(Binding.of(Range.class, "{\"least\": \"x\", \"most\": -5}").texts()).hasSize(1);
  }

  @Test
  void a_key_is_unknown_only_when_no_record_knows_it() {
    var problems = bindTwo("{\"count\": 1, \"name\": \"n\", \"other\": 2}");

    assertThat(problems)
        .extracting(Problem::text)
        .containsExactly("unknown key \"other\" for thing (known: count, name)");
  }

  @Test
  void suggestions_come_from_all_records() {
    var problems = bindTwo("{\"count\": 1, \"nmae\": \"n\"}");

    assertThat(problems)
        .extracting(Problem::text)
        .contains("unknown key \"nmae\" for thing (did you mean \"name\"?)");
  }

  @Test
  void reserved_keys_are_left_to_their_reader() {
    var problems = new Problems();
    var context = new BindContext(problems, Environment.of(Map.of()), KeyMatching.EXACT);
    var object = (Json.Obj) Json.read("x", "{\"type\": 5, \"count\": 1}");
    var node = SettingsNode.of(object, Pointer.ROOT).without(Set.of("type"), KeyMatching.EXACT);
    var binder = new RecordBinder(node, "thing", context);

    binder.bind(Count.class);
    binder.finish();

    assertThat(problems.errors(UnknownKeys.ERROR)).isEmpty();
  }

  private static List<Problem> bindTwo(String json) {
    var problems = new Problems();
    var context = new BindContext(problems, Environment.of(Map.of()), KeyMatching.EXACT);
    var object = (Json.Obj) Json.read("x", json);
    var binder = new RecordBinder(SettingsNode.of(object, Pointer.ROOT), "thing", context);
    binder.bind(Count.class);
    binder.bind(Name.class);
    binder.finish();
    return problems.errors(UnknownKeys.ERROR);
  }

  enum Mode {
    FAST,
    VERY_SLOW
  }

  record Tuning(
      @Setting(doc = "d") DataSize maxBytes,
      @Setting(doc = "d") int retries,
      @Setting(doc = "d") Duration span,
      @Setting(doc = "d") Mode mode) {}

  record Count(@Setting(doc = "d") int count) {}

  record Ratio(@Setting(doc = "d") double ratio) {}

  record Span(@Setting(doc = "d") Duration span) {}

  record Seconds(@Setting(doc = "d", unit = Setting.Unit.SECONDS) Duration seconds) {}

  record Name(@Setting(doc = "d") String name) {}

  record On(@Setting(doc = "d") boolean on) {}

  record Maybe(@Setting(doc = "d") Optional<Integer> maybe) {}

  record Lists(
      @Setting(doc = "d") List<String> names, @Setting(doc = "d") Map<String, String> labels) {}

  record Outer(@Setting(doc = "d") List<Count> many) {}

  record Aliased(@Setting(doc = "d", aliases = "addr") String address) {}

  record Nothing() {}

  record Range(@Setting(doc = "d") int least, @Setting(doc = "d") int most) {
    Range {
      if (least < 0) {
        throw new IllegalArgumentException("a range begins at 0");
      }
      if (most < least) {
        throw new IllegalArgumentException("most: " + most + " (expected: >= least)");
      }
    }
  }

  record Broken(@Setting(doc = "d", orElse = "x") String text) {
    Broken {
      throw new UnsupportedOperationException(URI.create(text).toString());
    }
  }
}

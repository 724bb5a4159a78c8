package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of numbers; those of texts are bound in {@link RecordBinderTest}. */
final class MapBinderTest {

  private static final String WHOLE =
      "a whole number from -9223372036854775808 to 9223372036854775807";

  @Test
  void numbers_and_texts_of_numbers_are_bound() {
    assertThat(numbers("{\"a\": 1, \"b\": \"2\", \"c\": -3}"))
        .isEqualTo(Map.of("a", 1L, "b", 2L, "c", -3L));
  }

  @Test
  void numbers_keep_the_order_of_the_object() {
    assertThat(numbers("{\"z\": 1, \"a\": 2}"))
        .containsExactly(Map.entry("z", 1L), Map.entry("a", 2L));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1})
  void a_number_is_exact(long number) {
    assertThat(numbers("{\"a\": " + number + ", \"b\": \"" + number + "\"}"))
        .isEqualTo(Map.of("a", number, "b", number));
  }

  @Test
  void any_key_is_taken_as_it_is() {
    assertThat(numbers("{\"sequencer|||app1||An order/\\u00fc\": 1}"))
        .containsOnlyKeys("sequencer|||app1||An order/ü");
  }

  @Test
  void a_number_may_come_from_the_environment() {
    var binding =
        Binding.of(Numbers.class, "{\"numbers\": {\"a\": \"${LAST}\"}}", Map.of("LAST", "7"));

    assertThat(binding.value().numbers()).isEqualTo(Map.of("a", 7L));
  }

  @Test
  void an_object_without_keys_is_an_empty_map() {
    assertThat(numbers("{}")).isEmpty();
  }

  @Test
  void numbers_are_empty_when_absent() {
    assertThat(Binding.of(Numbers.class, "{}").value().numbers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "\"-9223372036854775809\"",
        "1.5",
        "1.0",
        "1e3",
        "true",
        "\"\"",
        "\" 1\"",
        "\"many\""
      })
  void what_is_no_whole_number_is_a_problem(String json) {
    assertThat(problems("{\"a\": " + json + "}"))
        .containsExactly("numbers.a: " + json + " (expected: " + WHOLE + ")");
  }

  @Test
  void each_wrong_value_is_a_problem_at_its_own_place() {
    var binding =
        Binding.of(
            Numbers.class,
            """
            {"numbers": {"a": "x",
              "b": 1,
              "c/d": null}}
            """);

    assertThat(binding.lines())
        .containsExactly(
            "line 1 column 19 /numbers/a numbers.a: \"x\" (expected: " + WHOLE + ")",
            "line 3 column 10 /numbers/c~1d numbers.c/d: null (expected: " + WHOLE + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "1", "\"1\"", "null"})
  void what_is_no_object_is_a_problem(String json) {
    assertThat(problems(json)).singleElement().asString().contains("expected: an object, each");
  }

  @Test
  void the_reference_says_what_the_values_are() {
    assertThat(SettingDescription.of(Numbers.class))
        .extracting(SettingDescription::type)
        .containsExactly("object of whole number");
  }

  private static Map<String, Long> numbers(String json) {
    return Binding.of(Numbers.class, "{\"numbers\": " + json + "}").value().numbers();
  }

  private static Iterable<String> problems(String json) {
    return Binding.of(Numbers.class, "{\"numbers\": " + json + "}").texts();
  }

  record Numbers(@Setting(doc = "d") Map<String, Long> numbers) {}
}

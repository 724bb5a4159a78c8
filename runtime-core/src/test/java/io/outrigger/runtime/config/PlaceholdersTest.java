package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceholdersTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOST", "redis", "PORT", "6379", "EMPTY", "", "NESTED", "${HOST}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${HOST} | redis",
        "${HOST}:${PORT} | redis:6379",
        "${UNSET:localhost} | localhost",
        "${UNSET:a:b} | a:b",
        "[${UNSET:}] | []",
        "[${EMPTY:x}] | []",
        "${HOST:x} | redis",
        "$${HOST} | ${HOST}",
        "a$${HOST}b${HOST} | a${HOST}bredis",
        "${HOST}${HOST} | redisredis",
        "${HOST}$${HOST} | redis${HOST}",
        "${NESTED} | ${HOST}",
        "$HOST {HOST} $ | $HOST {HOST} $",
      })
  void variables_are_replaced(String text, String value) {
    assertThat(Binding.of(Name.class, json(text), ENVIRONMENT).value().name()).isEqualTo(value);
  }

  @Test
  void a_substituted_value_binds_to_other_types() {
    assertThat(Binding.of(Port.class, json("${PORT}"), ENVIRONMENT).value().name()).isEqualTo(6379);
  }

  @Test
  void values_in_lists_and_maps_are_replaced() {
    var value =
        Binding.of(
                Lists.class,
                "{\"names\": [\"${HOST}\"], \"labels\": {\"${HOST}\": \"${PORT}\"}}",
                ENVIRONMENT)
            .value();

    assertThat(value).isEqualTo(new Lists(List.of("redis"), Map.of("${HOST}", "6379")));
  }

  @Test
  void an_unset_variable_without_default_is_a_problem_at_the_value() {
    assertThat(Binding.of(Name.class, json("${NOT_SET}"), ENVIRONMENT).lines())
        .containsExactly(
            "line 1 column 10 /name name: environment variable NOT_SET is not set"
                + " (${NOT_SET:...} has a default)");
  }

  @Test
  void every_unset_variable_is_a_problem() {
    assertThat(Binding.of(Name.class, json("${A}${B}"), ENVIRONMENT).problems()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${:x}", "${HO ST}", "${HOST", "${1A}", "a${b-c}"})
  void an_opening_without_a_name_is_a_problem(String text) {
    assertThat(Binding.of(Name.class, json(text), ENVIRONMENT).texts())
        .containsExactly(
            "name: \"${\" without the name of an environment variable ($${ is a literal ${)");
  }

  @Test
  void a_message_shows_the_text_of_the_config_and_not_the_value() {
    assertThat(Binding.of(Port.class, json("${HOST}"), ENVIRONMENT).texts())
        .containsExactly(
            "name: \"${HOST}\" (expected: a whole number from -2147483648 to 2147483647)");
  }

  private static String json(String text) {
    return "{\"name\": \"" + text + "\"}";
  }

  record Name(@Setting(doc = "d") String name) {}

  record Port(@Setting(doc = "d") int name) {}

  record Lists(
      @Setting(doc = "d") List<String> names, @Setting(doc = "d") Map<String, String> labels) {}
}

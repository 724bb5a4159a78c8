package io.outrigger.runtime.reference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schema says of settings of every type; whether it says it well, dist's tests know. */
final class ConfigSchemaTest {

  private static final Object SCHEMA = schema(SampleComponents.catalog());

  @Test
  void it_is_of_the_draft_that_it_names() {
    assertThat(at("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void a_config_with_servers_is_one_of_mosn_and_any_other_has_the_short_form() {
    assertThat(at("if", "required")).isEqualTo(List.of("servers"));
    assertThat(at("then", "$ref")).isEqualTo("#/$defs/mosn");
    assertThat(at("else", "$ref")).isEqualTo("#/$defs/short");
  }

  @Test
  void a_setting_says_what_it_does_in_plain_words_and_in_markdown() {
    assertThat(setting("redisHost"))
        .containsEntry("description", "Where it is, a|b.")
        .containsEntry("markdownDescription", "Where `it` is, a|b.");
    assertThat(setting("count"))
        .containsEntry("description", "How many.")
        .doesNotContainKey("markdownDescription");
  }

  @Test
  void a_default_has_the_type_that_people_write() {
    assertThat(setting("pause")).containsEntry("default", "5s");
    assertThat(setting("count").get("default")).hasToString("3");
    assertThat(setting("flag")).containsEntry("default", false);
    assertThat(setting("mode")).containsEntry("default", "many-nodes");
    assertThat(setting("redisHost")).doesNotContainKey("default");
  }

  @Test
  void a_secret_is_text_that_is_only_written() {
    assertThat(setting("password"))
        .containsEntry("type", "string")
        .containsEntry("writeOnly", true);
  }

  @ParameterizedTest
  @CsvSource({
    "pause, 5s, true",
    "pause, 1m30s, true",
    "pause, 30, true",
    "pause, 5 s, false",
    "pause, ${WAIT}, true",
    "limit, 1h, true",
    "limit, 30, false",
    "count, -3, true",
    "count, 3.5, false",
    "count, ${COUNT:3}, true",
    "size, 64MiB, true",
    "size, 64 KB, true",
    "size, 64M, false",
    "flag, TRUE, true",
    "flag, yes, false",
  })
  void a_text_must_look_like_a_value_or_have_a_placeholder(
      String key, String text, boolean passes) {
    var pattern = setting(key).get("pattern");

    assertThat(Pattern.compile((String) requireNonNull(pattern)).matcher(text).find())
        .isEqualTo(passes);
  }

  @Test
  void numbers_and_booleans_may_be_text_and_a_duration_with_its_unit_must() {
    assertThat(setting("pause")).containsEntry("type", List.of("integer", "string"));
    assertThat(setting("count")).containsEntry("type", List.of("integer", "string"));
    assertThat(setting("size")).containsEntry("type", List.of("integer", "string"));
    assertThat(setting("flag")).containsEntry("type", List.of("boolean", "string"));
    assertThat(setting("limit")).containsEntry("type", "string");
  }

  @ParameterizedTest
  @CsvSource({"Many_Nodes, true", "SINGLE, true", "${MODE}, true", "many nodes, false"})
  void a_choice_is_completed_as_people_write_it_and_taken_in_any_case(String text, boolean passes) {
    var ways = (List<?>) requireNonNull(setting("mode").get("anyOf"));

    assertThat(ways.getFirst()).isEqualTo(Map.of("enum", List.of("single", "many-nodes")));
    var pattern = (String) step(ways.getLast(), "pattern");
    assertThat(Pattern.compile(pattern).matcher(text).find()).isEqualTo(passes);
  }

  @Test
  void an_alias_is_allowed_and_not_suggested() {
    assertThat(setting("host"))
        .containsEntry("type", "string")
        .containsEntry("deprecated", true)
        .containsEntry("doNotSuggest", true)
        .containsEntry("description", "The same as redisHost.");
  }

  @Test
  void a_required_setting_may_be_given_by_its_alias() {
    assertThat(at("$defs", "short.state.big", "then"))
        .isEqualTo(
            Map.of(
                "allOf",
                List.of(
                    Map.of(
                        "anyOf",
                        List.of(
                            Map.of("required", List.of("redisHost")),
                            Map.of("required", List.of("host")))))));
  }

  @Test
  void required_settings_are_asked_for_unless_they_may_be_elsewhere() {
    assertThat(at("$defs", "short.state.big", "if"))
        .isEqualTo(
            Map.of(
                "not",
                Map.of(
                    "anyOf",
                    List.of(
                        Map.of("required", List.of("metadata")),
                        Map.of("required", List.of("secret_ref"))))));
  }

  @Test
  void objects_in_settings_are_described_wherever_they_are() {
    var properties = object("$defs", "settings.hello.nested", "properties");

    for (var place :
        List.of(
            step(properties, "one"),
            step(step(properties, "many"), "items"),
            step(step(properties, "named"), "additionalProperties"))) {
      assertThat(step(place, "required")).isEqualTo(List.of("host"));
      assertThat(step(place, "additionalProperties")).isEqualTo(false);
      assertThat(step(step(step(place, "properties"), "port"), "description"))
          .isEqualTo("The port.");
    }
  }

  @Test
  void the_type_chooses_the_settings_by_its_name_and_by_its_aliases() {
    assertThat(at("$defs", "short.state", "allOf"))
        .isEqualTo(
            List.of(
                Map.of(
                    "if",
                    Map.of(
                        "properties",
                        Map.of("type", Map.of("enum", List.of("big", "very.big"))),
                        "required",
                        List.of("type")),
                    "then",
                    Map.of("$ref", "#/$defs/short.state.big"))));
  }

  @Test
  void types_are_completed_without_aliases_which_are_taken_in_the_short_form_exactly() {
    var ways = (List<?>) at("$defs", "short.state", "properties", "type", "anyOf");

    assertThat(ways.getFirst()).isEqualTo(Map.of("enum", List.of("big")));
    var pattern = Pattern.compile((String) step(ways.getLast(), "pattern"));
    assertThat(List.of("very.big", "${TYPE}")).allMatch(pattern.asPredicate());
    assertThat(List.of("very-big", "bigger")).noneMatch(pattern.asPredicate());
  }

  @Test
  void a_mosn_config_may_name_any_type() {
    var ways = (List<?>) at("$defs", "mosn.state", "properties", "type", "anyOf");

    assertThat(ways.getLast()).isEqualTo(Map.of("type", "string"));
  }

  @Test
  void a_setting_that_is_called_metadata_is_one_way_to_write_metadata() {
    assertThat((List<?>) at("$defs", "short.hello.nested", "properties", "metadata", "anyOf"))
        .hasSize(3)
        .last()
        .isEqualTo(Map.of("$ref", "#/$defs/settings.hello.nested/properties/metadata"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "mosn"})
  void only_a_type_with_endpoints_may_have_several_objects_in_metadata(String form) {
    var schema = schema(SampleComponents.withEndpoints());
    var far = at(schema, "$defs", form + ".file.far", "properties", "metadata");

    assertThat(step(far, "description"))
        .asString()
        .endsWith("An array has an object for each endpoint.");
    assertThat(array(far)).containsEntry("minItems", BigDecimal.ONE).doesNotContainKey("maxItems");
    assertThat(array(at("$defs", form + ".state.big", "properties", "metadata")))
        .containsEntry("maxItems", BigDecimal.ONE);
  }

  @Test
  void a_kind_that_is_not_installed_has_no_effect_in_a_mosn_config() {
    assertThat(object("$defs", "mosn.grpc_config", "properties", "lock"))
        .containsEntry("description", "Has no effect: kind lock is not installed.")
        .doesNotContainKey("type");
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(references(SCHEMA)).isNotEmpty().allSatisfy(ConfigSchemaTest::resolve);
  }

  private static Object schema(ComponentCatalog catalog) {
    return requireNonNull(PlainJson.read("schema", Bytes.utf8(ConfigSchema.of(catalog))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> array(Object metadata) {
    return (Map<String, Object>) ((List<?>) step(metadata, "anyOf")).get(1);
  }

  private static void resolve(String reference) {
    assertThat(reference).startsWith("#/");
    var path = reference.substring(2).replace("%20", " ").split("/", -1);
    assertThat(at(path)).isNotNull();
  }

  private static List<String> references(Object node) {
    return switch (node) {
      case Map<?, ?> map when map.get("$ref") instanceof String reference -> List.of(reference);
      case Map<?, ?> map ->
          map.values().stream().flatMap(value -> references(value).stream()).toList();
      case List<?> list -> list.stream().flatMap(value -> references(value).stream()).toList();
      default -> List.of();
    };
  }

  private static Map<String, Object> setting(String key) {
    return object("$defs", "settings.state.big", "properties", key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String... path) {
    return (Map<String, Object>) at(path);
  }

  private static Object at(String... path) {
    return at(SCHEMA, path);
  }

  private static Object at(Object root, String... path) {
    var node = root;
    for (var key : path) {
      node = step(node, key);
    }
    return node;
  }

  private static Object step(Object node, String key) {
    return requireNonNull(((Map<?, ?>) node).get(key), key);
  }
}

package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordPlanTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"count\": 1}"})
  void a_broken_default_is_an_error_of_the_program_at_the_first_bind(String json) {
    assertThatThrownBy(() -> Binding.of(BrokenDefault.class, json))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("BrokenDefault.count: its orElse is not valid: count: \"many\"");
  }

  @Test
  void a_broken_default_of_a_nested_record_is_an_error_of_the_program() {
    assertThatThrownBy(() -> RecordPlan.of(BrokenNestedDefault.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("BrokenNestedDefault.nested: its orElse is not valid");
  }

  @Test
  void a_component_without_an_annotation_is_an_error_of_the_program() {
    assertThatThrownBy(() -> RecordPlan.of(Bare.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Bare.name: it has no @Setting");
  }

  @Test
  void a_type_that_cannot_be_bound_is_an_error_of_the_program() {
    assertThatThrownBy(() -> RecordPlan.of(Odd.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(
            "Odd.names: the type java.util.Set<java.lang.String> cannot be bound");
  }

  @Test
  void two_settings_of_one_key_are_an_error_of_the_program() {
    assertThatThrownBy(() -> RecordPlan.of(Twins.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two settings of the key \"a\"");
  }

  record BrokenDefault(@Setting(doc = "d", orElse = "many") int count) {}

  record Nested(@Setting(doc = "d") List<String> names) {}

  record BrokenNestedDefault(@Setting(doc = "d", orElse = "{\"nmaes\": []}") Nested nested) {}

  record Bare(String name) {}

  record Odd(@Setting(doc = "d") Set<String> names) {}

  record Twins(@Setting(doc = "d") int a, @Setting(doc = "d", aliases = "a") int b) {}
}

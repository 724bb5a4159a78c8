package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateValue;
import io.outrigger.testkit.AwkwardText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values and the keys they stand under. */
abstract class ValueGroup extends StateGroup {

  ValueGroup(StateStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @EnumSource
  void a_value_comes_back_byte_for_byte(SampleValue sample) {
    var key = state().key("value");
    state().apply(SetRequest.of(key, sample.bytes()));

    assertThat(state().get(key).data()).isEqualTo(sample.bytes());
  }

  @Test
  void a_key_that_was_never_written_is_absent() {
    assertThat(state().get(state().key("never"))).isEqualTo(StateValue.absent());
  }

  @Test
  void an_empty_value_is_not_absent() {
    var key = state().key("empty");
    state().apply(SetRequest.of(key, Bytes.empty()));

    assertThat(state().isAbsent(key)).isFalse();
  }

  @Test
  void a_write_replaces_the_whole_value() {
    var key = state().key("replaced");
    state().set(key, "a long text");
    state().set(key, "short");

    assertThat(state().text(key)).isEqualTo("short");
  }

  @Test
  void a_write_leaves_other_keys_alone() {
    var key = state().key("one");
    state().set(key, "1");
    state().set(state().key("another"), "2");

    assertThat(state().text(key)).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource
  void any_text_is_a_key(AwkwardText sample) {
    var key = state().key(sample.text());
    state().set(key, "value");

    assertThat(state().text(key)).isEqualTo("value");
  }

  @ParameterizedTest
  @EnumSource
  void a_key_of_any_text_can_be_deleted(AwkwardText sample) {
    var key = state().key(sample.text());
    state().set(key, "value");
    state().delete(key);

    assertThat(state().isAbsent(key)).isTrue();
  }

  @Test
  void the_empty_text_is_a_key() {
    state().apply(writing("", "value"));

    assertThat(state().text("")).isEqualTo("value");
    state().delete("");
  }

  @Test
  void keys_that_differ_in_case_are_two() {
    assertDistinct(state().key("case"), state().key("CASE"));
  }

  @Test
  void keys_that_differ_in_a_space_at_the_end_are_two() {
    assertDistinct(state().key("end"), state().key("end "));
  }

  private void assertDistinct(String key, String other) {
    state().set(key, "1");
    state().set(other, "2");

    assertThat(List.of(key, other)).map(state()::text).containsExactly("1", "2");
  }
}

package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.AwkwardText;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids one by one. */
abstract class IdGroup extends SequencerGroup {

  IdGroup(SequencerConformance suite) {
    super(suite);
  }

  @Test
  void the_first_id_is_1() {
    assertThat(ids().next(ids().key("first"))).isEqualTo(1);
  }

  @Test
  void ids_grow() {
    var key = ids().key("grow");
    var taken = IntStream.range(0, 100).mapToObj(i -> ids().next(key)).toList();

    assertThat(taken).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void each_key_counts_for_itself() {
    var key = ids().key("one");
    IntStream.range(0, 10).forEach(i -> ids().next(key));

    assertThat(ids().next(ids().key("another"))).isEqualTo(1);
  }

  @Test
  void keys_that_differ_in_case_are_two() {
    ids().next(ids().key("case"));

    assertThat(ids().next(ids().key("CASE"))).isEqualTo(1);
  }

  @Test
  void metadata_that_means_nothing_to_the_sequencer_is_ignored() {
    var key = ids().key("metadata");
    ids().next(key);

    assertThat(ids().next(key, Map.of("a key", "of another type"))).isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_key_of_any_name_is_known_again(AwkwardText sample) {
    var key = ids().key(sample.text());
    long first = ids().next(key);

    assertThat(ids().next(key)).isGreaterThan(first);
  }

  @Test
  void no_two_names_mean_one_key() {
    var taken =
        Arrays.stream(AwkwardText.values()).map(sample -> ids().next(ids().key(sample.text())));

    assertThat(taken).containsOnly(1L);
  }

  @Test
  void ids_go_on_after_a_restart_or_begin_again_at_1() {
    var key = ids().key("anew");
    long before = ids().next(key);

    long after = suite().idsAfterRestart().next(key);

    if (suite().outlivesRestart()) {
      assertThat(after).isGreaterThan(before);
    } else {
      assertThat(after).isEqualTo(1);
    }
  }
}

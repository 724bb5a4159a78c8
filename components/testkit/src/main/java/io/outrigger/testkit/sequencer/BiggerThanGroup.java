package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids that begin above a number. */
abstract class BiggerThanGroup extends SequencerGroup {

  /** More than an {@code int} and more than a {@code double} can tell from its neighbours. */
  private static final long LARGE = (1L << 53) + 2;

  BiggerThanGroup(SequencerConformance suite) {
    super(suite);
  }

  @BeforeEach
  final void skipWithoutTheSetting() {
    Assumptions.assumeTrue(
        suite().settingsAbove(Map.of()).isPresent(), "the type has no setting biggerThan");
  }

  @Test
  void the_first_id_of_a_key_is_the_one_above() {
    var key = ids().key("above");

    assertThat(suite().idsAbove(Map.of(key, 41L)).next(key)).isEqualTo(42);
  }

  @Test
  void the_first_segment_of_a_key_begins_above() {
    skipWithout(Sequencer.Segmented.class);
    var key = ids().key("segment");

    assertThat(suite().idsAbove(Map.of(key, 41L)).segment(key, 10)).isEqualTo(new Segment(42, 51));
  }

  @Test
  void ids_grow_from_there() {
    var key = ids().key("grow");
    var above = suite().idsAbove(Map.of(key, 41L));
    long first = above.next(key);

    assertThat(above.next(key)).isGreaterThan(first);
  }

  @Test
  void other_keys_begin_with_1() {
    var above = suite().idsAbove(Map.of(ids().key("above"), 41L));

    assertThat(above.next(ids().key("other"))).isEqualTo(1);
  }

  @Test
  void ids_above_0_begin_with_1() {
    var key = ids().key("zero");

    assertThat(suite().idsAbove(Map.of(key, 0L)).next(key)).isEqualTo(1);
  }

  @Test
  void ids_above_a_large_number_are_exact() {
    var key = ids().key("large");

    assertThat(suite().idsAbove(Map.of(key, LARGE)).next(key)).isEqualTo(LARGE + 1);
  }

  @Test
  void a_number_above_the_last_id_moves_the_key_on() {
    var key = ids().key("on");
    ids().next(key);

    assertThat(suite().idsAbove(Map.of(key, 41L)).next(key)).isEqualTo(42);
  }

  @Test
  void a_number_below_the_last_id_that_is_remembered_does_not_set_the_key_back() {
    var key = ids().key("back");
    ids().next(key);
    ids().next(key);
    long last = ids().next(key);

    long next = suite().idsAbove(Map.of(key, 1L)).next(key);

    assertThat(next).isEqualTo(suite().outlivesRestart() ? last + 1 : 2);
  }
}

package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many ids at once. */
abstract class SegmentGroup extends SequencerGroup {

  SegmentGroup(SequencerConformance suite) {
    super(suite);
  }

  @BeforeEach
  final void skipWithoutSegments() {
    skipWithout(Sequencer.Segmented.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10_000, 10_000_000, Integer.MAX_VALUE})
  void a_segment_has_the_size_that_was_asked_for(int size) {
    var segment = ids().segment(ids().key("size"), size);

    assertThat(segment.last() - segment.first() + 1).isEqualTo(size);
  }

  @Test
  void the_first_segment_begins_with_1() {
    assertThat(ids().segment(ids().key("first"), 10)).isEqualTo(new Segment(1, 10));
  }

  @Test
  void a_segment_begins_above_the_one_before() {
    var key = ids().key("segments");
    long last = ids().segment(key, 10).last();

    assertThat(ids().segment(key, 5).first()).isGreaterThan(last);
  }

  @Test
  void a_segment_begins_above_the_id_before() {
    var key = ids().key("id-segment");
    long last = ids().next(key);

    assertThat(ids().segment(key, 10).first()).isGreaterThan(last);
  }

  @Test
  void an_id_is_above_the_segment_before() {
    var key = ids().key("segment-id");
    long last = ids().segment(key, 10).last();

    assertThat(ids().next(key)).isGreaterThan(last);
  }

  @Test
  void each_key_has_segments_of_its_own() {
    ids().segment(ids().key("one"), 10);

    assertThat(ids().segment(ids().key("another"), 10)).isEqualTo(new Segment(1, 10));
  }

  @Test
  void segments_go_on_after_a_restart_or_begin_again_at_1() {
    var key = ids().key("anew");
    long last = ids().segment(key, 10).last();

    long after = suite().idsAfterRestart().segment(key, 10).first();

    if (suite().outlivesRestart()) {
      assertThat(after).isGreaterThan(last);
    } else {
      assertThat(after).isEqualTo(1);
    }
  }
}

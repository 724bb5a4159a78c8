package io.outrigger.builtin.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance suite does not ask: no gaps, and the last ids there are. */
final class InMemorySequencerTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));
  private static final long LAST = Long.MAX_VALUE;

  @Test
  void ids_and_segments_have_no_gaps() {
    var sequencer = above(0);
    next(sequencer);
    segment(sequencer, 10);

    assertThat(next(sequencer)).isEqualTo(12);
  }

  @Test
  void the_last_id_there_is_can_be_taken() {
    assertThat(next(above(LAST - 1))).isEqualTo(LAST);
  }

  @Test
  void the_last_segment_there_is_can_be_taken() {
    assertThat(segment(above(LAST - 10), 10)).isEqualTo(new Segment(LAST - 9, LAST));
  }

  @Test
  void an_id_beyond_the_last_is_refused() {
    var sequencer = above(LAST);

    assertThat(Outcome.codeOf(() -> sequencer.next(CALL, "key", Map.of())))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void ids_beyond_the_last_are_refused_for_ever() {
    var sequencer = above(LAST - 1);
    next(sequencer);
    Outcome.codeOf(() -> sequencer.next(CALL, "key", Map.of()));

    assertThat(Outcome.codeOf(() -> sequencer.next(CALL, "key", Map.of())))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_segment_beyond_the_last_id_is_refused() {
    var sequencer = above(LAST - 9);

    assertThat(Outcome.failureOf(() -> sequencer.segment(CALL, "key", 10)))
        .hasMessage("ids of key \"key\": 9 left (expected: 10)");
  }

  @Test
  void a_refused_segment_leaves_the_ids_that_are_left() {
    var sequencer = above(LAST - 9);
    Outcome.codeOf(() -> sequencer.segment(CALL, "key", 10));

    assertThat(segment(sequencer, 9)).isEqualTo(new Segment(LAST - 8, LAST));
  }

  @Test
  void other_keys_go_on_when_one_is_at_its_end() {
    var sequencer = above(LAST);
    Outcome.codeOf(() -> sequencer.next(CALL, "key", Map.of()));

    assertThat(Outcome.valueOf(() -> sequencer.next(CALL, "other", Map.of()))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void a_segment_without_ids_is_refused(int size) {
    var sequencer = above(0);

    assertThatThrownBy(() -> sequencer.segment(CALL, "key", size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: " + size + " (expected: >= 1)");
  }

  @Test
  void the_end_does_not_bring_an_id_back() {
    var sequencer = above(0);
    next(sequencer);
    Outcome.done(sequencer::close);

    assertThat(next(sequencer)).isEqualTo(2);
  }

  private static InMemorySequencer above(long number) {
    return new InMemorySequencer(new InMemorySequencerSettings(Map.of("key", number)));
  }

  private static long next(InMemorySequencer sequencer) {
    return Outcome.valueOf(() -> sequencer.next(CALL, "key", Map.of()));
  }

  private static Segment segment(InMemorySequencer sequencer, int size) {
    return Outcome.valueOf(() -> sequencer.segment(CALL, "key", size));
  }
}

package io.outrigger.spi.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SegmentTest {

  @Test
  void one_id_is_a_segment() {
    assertThat(new Segment(7, 7).last()).isEqualTo(7);
  }

  @Test
  void a_segment_without_ids_is_refused() {
    assertThatThrownBy(() -> new Segment(7, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("segment: 7 to 6");
  }
}

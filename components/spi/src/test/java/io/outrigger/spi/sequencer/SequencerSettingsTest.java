package io.outrigger.spi.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequencerSettingsTest {

  @Test
  void a_prefix_with_the_separator_is_refused() {
    assertThatThrownBy(() -> new SequencerSettings("a||b", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("keyPrefix: \"a||b\" (expected: a text without ||)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000_000})
  void a_step_within_the_bounds_is_taken(int step) {
    assertThat(new SequencerSettings("", step).segmentStep()).isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_000_001})
  void a_step_out_of_bounds_is_refused(int step) {
    assertThatThrownBy(() -> new SequencerSettings("", step))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("segmentStep: " + step + " (expected: 1 to 10000000)");
  }
}

package io.outrigger.builtin.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InMemorySequencerSettingsTest {

  @Test
  void a_number_below_zero_is_refused() {
    assertThatThrownBy(() -> new InMemorySequencerSettings(Map.of("a", 0L, "b", -1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("biggerThan: -1 for key \"b\" (expected: >= 0)");
  }

  @Test
  void the_numbers_are_copied() {
    var numbers = new HashMap<>(Map.of("a", 1L));
    var settings = new InMemorySequencerSettings(numbers);
    numbers.put("a", 2L);

    assertThat(settings.biggerThan()).containsEntry("a", 1L);
  }
}

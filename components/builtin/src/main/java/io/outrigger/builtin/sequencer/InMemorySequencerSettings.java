package io.outrigger.builtin.sequencer;

import io.outrigger.spi.Setting;
import java.util.Map;

/**
 * The settings of an {@link InMemorySequencer}.
 *
 * @param biggerThan the numbers that the ids of some stored keys must exceed, none below zero
 */
public record InMemorySequencerSettings(
    @Setting(
            key = "biggerThan",
            doc =
                "Stored keys, with their prefix such as `sequencer|||app1||order`, and the numbers"
                    + " that their ids must exceed. The ids of all other keys begin with 1.")
        Map<String, Long> biggerThan) {

  /** Copies the numbers, and refuses one below zero. */
  public InMemorySequencerSettings {
    biggerThan = Map.copyOf(biggerThan);
    biggerThan.forEach(InMemorySequencerSettings::refuseNegative);
  }

  private static void refuseNegative(String key, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "biggerThan: %d for key \"%s\" (expected: >= 0)".formatted(number, key));
    }
  }
}

package io.outrigger.spi.sequencer;

/**
 * A run of ids.
 *
 * @param first the lowest id
 * @param last the highest id, not below the first
 */
public record Segment(long first, long last) {

  /** Refuses a run without ids. */
  public Segment {
    if (last < first) {
      throw new IllegalArgumentException("segment: %d to %d".formatted(first, last));
    }
  }
}

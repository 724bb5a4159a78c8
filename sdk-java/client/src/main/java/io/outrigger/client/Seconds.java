package io.outrigger.client;

import java.time.Duration;

/** Durations in the protocol's whole seconds. */
final class Seconds {

  private Seconds() {}

  /**
   * The seconds that last at least as long.
   *
   * @throws IllegalArgumentException unless above zero and below 2^31 s
   */
  static int atLeast(String what, Duration duration) {
    CallSettings.positive(what, duration);
    var whole = duration.getSeconds();
    var seconds = duration.getNano() > 0 ? whole + 1 : whole;
    if (seconds > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          what + ": " + duration + " (expected: <= " + Integer.MAX_VALUE + " s)");
    }
    return (int) seconds;
  }
}

package io.outrigger.runtime.telemetry.trace;

import java.time.Duration;

/** Growing pauses between tries, to be used by one thread. */
final class Pauses {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Duration next = FIRST;

  /** How long to wait before the next try. */
  Duration next() {
    var pause = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return pause;
  }

  /** A try has succeeded. */
  void reset() {
    next = FIRST;
  }
}

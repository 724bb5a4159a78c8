package io.outrigger.runtime.config;

import java.time.Duration;

/** Range checks of settings; the message begins with the key. */
final class Check {

  private static final Duration ONE_DAY = Duration.ofDays(1);

  private Check() {}

  static void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          key + ": " + Durations.format(value) + " (expected: more than 0s)");
    }
  }

  static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          key + ": " + Durations.format(value) + " (expected: 0s or more)");
    }
  }

  /** For a limit that nobody waits for longer than a day. */
  static void atMostOneDay(String key, Duration value) {
    if (value.compareTo(ONE_DAY) > 0) {
      throw new IllegalArgumentException(
          key + ": " + Durations.format(value) + " (expected: at most 24h)");
    }
  }

  static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: >= " + least + ")");
    }
  }
}

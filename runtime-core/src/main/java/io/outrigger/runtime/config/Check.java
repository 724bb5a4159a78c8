package io.outrigger.runtime.config;

import io.outrigger.spi.Secret;
import java.time.Duration;
import java.util.Optional;

/** Range checks of settings; the message begins with the key. */
final class Check {

  private static final double MOST_PER_SECOND = 1e9;
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

  /** For a rate of calls; {@code least} is 0, or more for one that must be there. */
  static void rate(String key, double perSecond, double least) {
    if (!(perSecond >= least) || perSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s, at most 1e9)"
              .formatted(key, perSecond, least > 0 ? "more than 0" : "0 or more"));
    }
  }

  /** For a part of all. */
  static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: 0 to 1)");
    }
  }

  /** Refuses a token that is empty, which would protect nothing, or that no header can carry. */
  static void token(String key, Optional<Secret> token) {
    if (token.filter(Secret::isEmpty).isPresent()) {
      throw new IllegalArgumentException(key + ": it is empty (expected: a secret text)");
    }
    if (token.filter(secret -> !ServerSettings.isToken(secret.reveal())).isPresent()) {
      throw new IllegalArgumentException(
          key + ": no header can carry it (expected: printable ASCII)");
    }
  }

  static void atLeast(String key, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: >= " + least + ")");
    }
  }
}

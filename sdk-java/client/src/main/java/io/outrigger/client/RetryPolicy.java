package io.outrigger.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How calls that may be repeated are repeated when the sidecar or its backend is UNAVAILABLE. All
 * attempts of a call share its time limit. Writes, and whatever else could take place twice, are
 * never repeated.
 *
 * @param maxAttempts how often a call is tried at most, the first time included; default 4
 * @param firstPause the longest pause before the second attempt, which doubles from attempt to
 *     attempt; default 50 ms. A pause is between half of that and all of it, at random, so that
 *     callers spread
 * @param longestPause what the pauses grow to; default 1 s
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {

  /** Four attempts; pauses from 50 ms to 1 s. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(50), Duration.ofSeconds(1));

  /** One attempt. */
  public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  /**
   * A policy.
   *
   * @throws IllegalArgumentException when there is no attempt, or a pause is negative
   */
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts: " + maxAttempts + " (expected: >= 1)");
    }
    if (firstPause.isNegative() || longestPause.isNegative()) {
      throw new IllegalArgumentException(
          "pauses: " + firstPause + ", " + longestPause + " (expected: >= 0)");
    }
  }

  /** The pause in nanoseconds after attempt {@code attempt}, counted from 1. */
  long pauseNanos(int attempt, RandomGenerator random) {
    var doubled = firstPause.toNanos() * Math.pow(2, attempt - 1.0);
    var longest = Math.min(doubled, (double) longestPause.toNanos());
    return (long) (longest * (0.5 + random.nextDouble() / 2));
  }
}

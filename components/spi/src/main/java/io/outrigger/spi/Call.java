package io.outrigger.spi;

import java.time.Duration;

/**
 * One call on its way through the runtime: the first argument of every operation. Safe for use by
 * many threads.
 */
public interface Call {

  /** When the caller stops waiting, as a value of {@link System#nanoTime()}. */
  long deadlineNanos();

  /** True once the caller has gone or its deadline has passed. */
  boolean isCancelled();

  /**
   * Runs {@code action} once when the call is cancelled or its deadline passes, at once when that
   * has happened already, never when the call has ended before. It must be short.
   */
  void onCancel(Runnable action);

  /** Where the call belongs in a distributed trace. */
  TraceContext trace();

  /** The time left until the deadline; zero when it has passed. */
  default Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadlineNanos() - System.nanoTime()));
  }

  /**
   * A call that no client made, such as a health check, and that nobody cancels: only its deadline
   * counts, and only for those who look at it.
   */
  static Call within(Duration timeout) {
    return new TimedCall(System.nanoTime() + timeout.toNanos());
  }
}

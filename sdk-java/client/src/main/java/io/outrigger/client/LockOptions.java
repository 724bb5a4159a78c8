package io.outrigger.client;

import java.time.Duration;

/**
 * How a lock is held.
 *
 * @param lease how long the lock outlives a holder that has stopped; default 30 s. Whole seconds, a
 *     fraction counts as a second. A third of it passes between two renewals
 */
public record LockOptions(Duration lease) {

  /** A lease of 30 s. */
  public static final LockOptions DEFAULT = new LockOptions(Duration.ofSeconds(30));

  /**
   * Options.
   *
   * @throws IllegalArgumentException unless the lease is above zero
   */
  public LockOptions {
    lease = Duration.ofSeconds(Seconds.atLeast("lease", lease));
  }
}

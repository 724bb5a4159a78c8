package io.outrigger.builtin.lock;

import io.outrigger.spi.lock.LockStatus;
import java.time.Duration;

/**
 * What an owner was given of a resource: never changed, only replaced.
 *
 * @param owner who holds it
 * @param token the number of the acquisition, which no other has
 * @param endMillis the first moment at which nobody holds it any more
 */
record Lease(String owner, long token, long endMillis) {

  private static final long NEVER = Long.MAX_VALUE;

  /** What cannot be told from a lease without an end, and does not overflow the clock. */
  private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE / 2);

  /** A lease from now on, which is rounded up to milliseconds. */
  static Lease of(String owner, long token, Duration lease, long nowMillis) {
    return new Lease(owner, token, end(lease, nowMillis));
  }

  /** The same acquisition with another end. */
  Lease renewed(Duration lease, long nowMillis) {
    return new Lease(owner, token, end(lease, nowMillis));
  }

  boolean hasEnded(long nowMillis) {
    return endMillis <= nowMillis;
  }

  /** What an operation of {@code caller} finds. */
  LockStatus status(String caller, long nowMillis) {
    if (hasEnded(nowMillis)) {
      return LockStatus.NOT_HELD;
    }
    return owner.equals(caller) ? LockStatus.DONE : LockStatus.HELD_BY_ANOTHER;
  }

  private static long end(Duration lease, long nowMillis) {
    return lease.compareTo(LONGEST) < 0 ? nowMillis + lease.plusNanos(999_999).toMillis() : NEVER;
  }
}

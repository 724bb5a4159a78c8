package io.outrigger.spi.lock;

import java.util.OptionalLong;

/**
 * What became of an attempt to take a lock.
 *
 * @param acquired whether the caller holds the lock now
 * @param fencingToken a number that is higher for each later owner of the resource, so that what is
 *     protected can refuse an owner whose lease has ended; empty when the lock was not taken or the
 *     store has no such numbers
 */
public record Acquisition(boolean acquired, OptionalLong fencingToken) {

  private static final Acquisition REFUSED = new Acquisition(false, OptionalLong.empty());

  /** The lock was taken. */
  public static Acquisition of(long fencingToken) {
    return new Acquisition(true, OptionalLong.of(fencingToken));
  }

  /** The lock was taken in a store that has no fencing tokens. */
  public static Acquisition withoutToken() {
    return new Acquisition(true, OptionalLong.empty());
  }

  /** Somebody holds the lock. */
  public static Acquisition refused() {
    return REFUSED;
  }
}

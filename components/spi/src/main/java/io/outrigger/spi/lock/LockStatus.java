package io.outrigger.spi.lock;

/** What became of an operation on a lock that its caller says to hold. */
public enum LockStatus {
  /** The caller held the lock, and the operation took place. */
  DONE,
  /** Nobody holds the lock: it never was, was given back, or its lease has ended. */
  NOT_HELD,
  /** Another owner holds it. */
  HELD_BY_ANOTHER
}

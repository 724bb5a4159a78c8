package io.outrigger.runtime.service;

import io.outrigger.spi.Meters;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;

/** Counts what becomes of the locks of one store. Safe for use by many threads. */
final class LockCounts {

  private final Meters.Counter acquired;
  private final Meters.Counter busy;
  private final Meters.Counter released;
  private final Meters.Counter renewed;
  private final Meters.Counter lost;

  LockCounts(Meters meters) {
    acquired = meters.counter("locks_acquired", "Locks that were free and are taken.");
    busy = meters.counter("locks_busy", "Attempts to take a lock that another holds.");
    released = meters.counter("locks_released", "Locks that their owners gave back.");
    renewed = meters.counter("locks_renewed", "Leases that their owners prolonged.");
    lost =
        meters.counter(
            "locks_lost",
            "Locks that were given back or prolonged too late: expired, or another's by then.");
  }

  /** An attempt to take a lock has been answered. */
  void tried(Acquisition acquisition) {
    (acquisition.acquired() ? acquired : busy).add(1);
  }

  /** A lock has been given back, or that was refused. */
  LockStatus unlocked(LockStatus status) {
    (status == LockStatus.DONE ? released : lost).add(1);
    return status;
  }

  /** A lease has been prolonged, or that was refused. */
  LockStatus renewed(LockStatus status) {
    (status == LockStatus.DONE ? renewed : lost).add(1);
    return status;
  }
}

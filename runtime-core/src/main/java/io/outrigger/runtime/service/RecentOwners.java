package io.outrigger.runtime.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers who has taken which lock last, so that the late answer to an attempt that nobody waits
 * for any more does not give back what the same owner has taken since. Only the newest {@value
 * #MOST} are remembered. Safe for use by many threads.
 */
final class RecentOwners {

  private static final int MOST = 10_000;

  private record Slot(String resource, String owner) {}

  /** Guards everything below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Slot, Long> takenAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Slot, Long> eldest) {
          return size() > MOST;
        }
      };

  private long time;

  /** The time at which an attempt begins, in attempts. */
  long begin() {
    lock.lock();
    try {
      return ++time;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that an owner has taken a resource. */
  void taken(String resource, String owner) {
    lock.lock();
    try {
      takenAt.put(new Slot(resource, owner), ++time);
    } finally {
      lock.unlock();
    }
  }

  /** True when an owner has taken a resource since a time. */
  boolean hasTakenSince(String resource, String owner, long begun) {
    lock.lock();
    try {
      return takenAt.getOrDefault(new Slot(resource, owner), 0L) > begun;
    } finally {
      lock.unlock();
    }
  }
}

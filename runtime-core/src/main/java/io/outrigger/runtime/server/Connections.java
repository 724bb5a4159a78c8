package io.outrigger.runtime.server;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of clients. One that ends before it has spoken HTTP/2, such as the probe
 * of a port, is none. Safe for use by many threads.
 */
final class Connections extends ServerTransportFilter {

  /** Marks a connection that is counted. */
  private static final Attributes.Key<Boolean> COUNTED =
      Attributes.Key.create("io.outrigger.counted");

  /** Guards {@link #open}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition fewer = lock.newCondition();
  private int open;

  @Override
  public Attributes transportReady(Attributes attributes) {
    lock.lock();
    try {
      open++;
    } finally {
      lock.unlock();
    }
    return attributes.toBuilder().set(COUNTED, true).build();
  }

  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    if (attributes == null || attributes.get(COUNTED) == null) {
      return;
    }
    lock.lock();
    try {
      open--;
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many are open. */
  int open() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none is open; false when {@code nanos} pass before. */
  boolean awaitNone(long nanos) throws InterruptedException {
    var left = nanos;
    lock.lock();
    try {
      while (open > 0 && left > 0) {
        left = fewer.awaitNanos(left);
      }
      return open == 0;
    } finally {
      lock.unlock();
    }
  }
}

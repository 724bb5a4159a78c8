package io.outrigger.runtime.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets the one thread of a stream wait for its event loop. */
final class Waiting {

  /** How long a stream may stand still. */
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

  private final Duration idleLimit;

  /** Guards what the stream's owner changes in {@link #change}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();

  Waiting() {
    this(IDLE_LIMIT);
  }

  Waiting(Duration idleLimit) {
    this.idleLimit = idleLimit;
  }

  /** Changes something that may be waited for. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code condition}, which is asked under the lock, holds. */
  void until(BooleanSupplier condition, String otherwise) throws IOException {
    var left = idleLimit.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new SocketTimeoutException(otherwise + " for " + idleLimit.toMillis() + " ms");
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the caller has gone");
    } finally {
      lock.unlock();
    }
  }
}

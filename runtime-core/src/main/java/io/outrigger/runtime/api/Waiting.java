package io.outrigger.runtime.api;

import io.outrigger.runtime.component.Deadlines;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets the one thread of a stream wait for its event loop.
 *
 * <p>Its time limit is a deadline of the core and none of the waiting: a virtual thread that waits
 * for a time wakes a thread of the JVM that looks at clocks, each time, and a stream waits for
 * every message.
 */
final class Waiting {

  /** How long a stream may stand still. */
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

  private final Deadlines deadlines;
  private final Duration idleLimit;

  /** Guards what the stream's owner changes in {@link #change}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();

  Waiting(Deadlines deadlines) {
    this(deadlines, IDLE_LIMIT);
  }

  Waiting(Deadlines deadlines, Duration idleLimit) {
    this.deadlines = deadlines;
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
    lock.lock();
    try {
      if (!condition.getAsBoolean()) {
        await(condition, otherwise);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the caller has gone");
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier condition, String otherwise)
      throws IOException, InterruptedException {
    var over = new AtomicBoolean();
    var limit = deadlines.after(idleLimit.toNanos(), () -> change(() -> over.set(true)));
    try {
      while (!condition.getAsBoolean()) {
        if (over.get()) {
          throw new SocketTimeoutException(otherwise + " for " + idleLimit.toMillis() + " ms");
        }
        changed.await();
      }
    } finally {
      limit.cancel();
    }
  }
}

package io.outrigger.runtime.telemetry.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls that wait to be written, of which there is a limit. Many threads put them in and wait for
 * nothing; one takes them out, and is woken only when it sleeps.
 */
final class Backlog {

  private static final int AWAKE = Integer.MAX_VALUE;

  private final int limit;
  private final Queue<EndedCall> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** From how many calls on the sleeping taker is woken. */
  private final AtomicInteger wakeAt = new AtomicInteger(AWAKE);

  private volatile boolean closed;

  Backlog(int limit) {
    this.limit = limit;
  }

  /**
   * Puts one in; false when there is no room, and after the end.
   *
   * @param taker the thread that may sleep
   */
  boolean offer(EndedCall call, Thread taker) {
    int now = size.incrementAndGet();
    if (closed || now > limit) {
      size.decrementAndGet();
      return false;
    }
    waiting.add(call);
    if (now >= wakeAt.get()) {
      wake(taker);
    }
    return true;
  }

  private void wake(Thread taker) {
    if (wakeAt.getAndSet(AWAKE) != AWAKE) {
      LockSupport.unpark(taker);
    }
  }

  /** Takes no more in, and lets the taker sleep no more. */
  void close(Thread taker) {
    closed = true;
    wake(taker);
  }

  boolean isClosed() {
    return closed;
  }

  /** Sleeps until there are {@code count}, or for some time, or for no reason; for the taker. */
  void sleep(int count, Duration time) {
    wakeAt.set(count);
    if (!closed && size.get() < count) {
      LockSupport.parkNanos(this, time.toNanos());
    }
    wakeAt.set(AWAKE);
  }

  /** Takes out those that have waited longest. */
  List<EndedCall> take(int most) {
    var taken = new ArrayList<EndedCall>();
    while (taken.size() < most) {
      var call = waiting.poll();
      if (call == null) {
        break;
      }
      taken.add(call);
    }
    size.addAndGet(-taken.size());
    return taken;
  }
}

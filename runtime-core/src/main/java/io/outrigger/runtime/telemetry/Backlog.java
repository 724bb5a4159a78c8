package io.outrigger.runtime.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be written or sent, of which there is a limit. Many threads put it in and wait for
 * nothing; one takes it out, and is woken only when it sleeps.
 *
 * @param <T> what waits
 */
public final class Backlog<T> {

  /** For a {@link #sleep} that nothing put in ends. */
  public static final int NEVER = Integer.MAX_VALUE - 1;

  private static final int AWAKE = Integer.MAX_VALUE;

  private final int limit;
  private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** From how many on the sleeping taker is woken. */
  private final AtomicInteger wakeAt = new AtomicInteger(AWAKE);

  private volatile boolean closed;

  /** Holds {@code limit} at most. */
  public Backlog(int limit) {
    this.limit = limit;
  }

  /**
   * Puts one in; false when there is no room, and after the end.
   *
   * @param taker the thread that may sleep
   */
  public boolean offer(T one, Thread taker) {
    int now = size.incrementAndGet();
    if (closed || now > limit) {
      size.decrementAndGet();
      return false;
    }
    waiting.add(one);
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
  public void close(Thread taker) {
    closed = true;
    wake(taker);
  }

  /** Whether it takes no more in. */
  public boolean isClosed() {
    return closed;
  }

  /** Sleeps until there are {@code count}, or for some time, or for no reason; for the taker. */
  public void sleep(int count, Duration time) {
    wakeAt.set(count);
    if (!closed && size.get() < count) {
      LockSupport.parkNanos(this, time.toNanos());
    }
    wakeAt.set(AWAKE);
  }

  /** Takes out those that have waited longest. */
  public List<T> take(int most) {
    var taken = new ArrayList<T>();
    while (taken.size() < most) {
      var one = waiting.poll();
      if (one == null) {
        break;
      }
      taken.add(one);
    }
    size.addAndGet(-taken.size());
    return taken;
  }

  /** How many wait. */
  public int size() {
    return size.get();
  }
}

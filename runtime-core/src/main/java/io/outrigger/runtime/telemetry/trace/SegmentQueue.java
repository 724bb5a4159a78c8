package io.outrigger.runtime.telemetry.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Segments that wait to be sent, of which there is a limit. Many threads put them in without
 * waiting for anything; one takes them out.
 */
final class SegmentQueue {

  /** For a {@link #sleep} that no segment ends. */
  static final int NEVER = Integer.MAX_VALUE - 1;

  private static final int AWAKE = Integer.MAX_VALUE;

  private final int limit;
  private final Queue<Segment> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** From how many segments on the sleeping taker is woken. */
  private final AtomicInteger wakeAt = new AtomicInteger(AWAKE);

  private volatile boolean closed;

  SegmentQueue(int limit) {
    this.limit = limit;
  }

  /**
   * Puts one in; false when there is no room, and after the end.
   *
   * @param taker the thread that may be asleep for want of segments
   */
  boolean offer(Segment segment, Thread taker) {
    int now = size.incrementAndGet();
    if (closed || now > limit) {
      size.decrementAndGet();
      return false;
    }
    waiting.add(segment);
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

  /** Takes no more in, and lets nobody sleep any more. */
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
  List<Segment> take(int most) {
    var taken = new ArrayList<Segment>();
    while (taken.size() < most) {
      var segment = waiting.poll();
      if (segment == null) {
        break;
      }
      taken.add(segment);
    }
    size.addAndGet(-taken.size());
    return taken;
  }

  int size() {
    return size.get();
  }
}

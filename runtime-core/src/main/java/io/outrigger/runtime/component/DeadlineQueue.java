package io.outrigger.runtime.component;

import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions at a later time, made for those of which nearly all are cancelled long before, such
 * as the ends of calls' patience: to add one and to cancel it costs no lock and wakes nobody.
 *
 * <p>New actions gather in a stack. Its thread takes them over every {@value #TICK_MILLIS} ms, when
 * most are cancelled already and dropped, and keeps the others in order of time. An action is run
 * at its time or shortly after it, never before. While nothing is added and nothing due the thread
 * sleeps. Safe for use by many threads.
 */
final class DeadlineQueue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeadlineQueue.class);
  private static final int TICK_MILLIS = 10;
  private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;

  /** So few cancelled actions are not worth looking for. */
  private static final int FEW = 1000;

  private final Thread thread =
      Thread.ofPlatform().daemon().name("outrigger-deadlines").unstarted(this::run);
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicReference<@Nullable Entry> added = new AtomicReference<>();
  private final PriorityQueue<Entry> kept = new PriorityQueue<>();

  /** How many of the kept ones have been cancelled; a few may be counted twice. */
  private final AtomicInteger cancelled = new AtomicInteger();

  /** True while the thread sleeps until something is added or due: whoever adds wakes it. */
  private volatile boolean asleep = true;

  private volatile boolean closed;

  /** How many are kept, for those who want to know. */
  private volatile int size;

  /** Runs {@code action} once after a delay, unless it is cancelled before. */
  Deadlines.Pending add(long delayNanos, Runnable action) {
    var entry = new Entry(System.nanoTime() + delayNanos, action);
    push(entry);
    if (asleep || delayNanos < TICK_NANOS) {
      wake();
    }
    return entry;
  }

  private void push(Entry entry) {
    Entry top;
    do {
      top = added.get();
      entry.below = top;
    } while (!added.compareAndSet(top, entry));
  }

  private void wake() {
    if (started.compareAndSet(false, true)) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  /** Drops what has not run. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** How many actions wait for their time, some of which may have been cancelled. */
  int size() {
    return size;
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  private void run() {
    while (!closed) {
      asleep = false;
      boolean any = takeOver();
      runDue();
      size = kept.size();
      sleep(any);
    }
  }

  /** Keeps what has been added and not cancelled since; false when nothing was added at all. */
  private boolean takeOver() {
    var top = added.getAndSet(null);
    for (var entry = top; entry != null; ) {
      var below = entry.below;
      entry.below = null; // Or one that is kept would hold all of them.
      entry.keep();
      entry = below;
    }
    if (cancelled.get() > Math.max(FEW, kept.size() / 2)) {
      cancelled.set(0);
      kept.removeIf(Entry::isOver);
    }
    return top != null;
  }

  private void runDue() {
    long now = System.nanoTime();
    for (var first = kept.peek(); first != null && first.at - now <= 0; first = kept.peek()) {
      kept.remove();
      first.run();
    }
  }

  private void sleep(boolean isBusy) {
    var first = kept.peek();
    long left = first == null ? Long.MAX_VALUE : first.at - System.nanoTime();
    if (isBusy) {
      LockSupport.parkNanos(this, Math.min(left, TICK_NANOS));
      return;
    }
    asleep = true;
    // What came before the line above woke nobody, so it is looked for once more.
    if (added.get() == null && !closed) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** An action, which is null once it has run or been cancelled, and its time. */
  private final class Entry extends AtomicReference<@Nullable Runnable>
      implements Deadlines.Pending, Comparable<Entry> {

    private static final long serialVersionUID = 1L;

    private final long at;
    private @Nullable Entry below;
    private volatile boolean isKept;

    Entry(long at, Runnable action) {
      super(action);
      this.at = at;
    }

    boolean isOver() {
      return get() == null;
    }

    void keep() {
      if (isOver()) {
        return;
      }
      isKept = true;
      kept.add(this);
      if (isOver()) {
        cancelled.incrementAndGet(); // It may have been cancelled before it was marked as kept.
      }
    }

    @Override
    public void cancel() {
      if (getAndSet(null) != null && isKept) {
        cancelled.incrementAndGet();
      }
    }

    void run() {
      var present = getAndSet(null);
      if (present == null) {
        return;
      }
      try {
        present.run();
      } catch (RuntimeException e) {
        log.error("a timed action failed", e);
      }
    }

    @Override
    public int compareTo(Entry other) {
      return Long.compare(at - other.at, 0);
    }
  }
}

package io.outrigger.redis.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/**
 * One connection and the thread that drives it: takes all that waits, sends it as one batch, reads
 * the replies, and hands them back. While a batch is out, the requests of the next one gather.
 */
final class Lane implements Runnable {

  private static final int MOST_REQUESTS = 1024;
  private static final long MOST_BYTES = 256 * 1024;

  /** A connection that was idle for longer is tried before it carries anything. */
  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  /** A batch that is out for longer, or larger, is not waited for. */
  private static final long SOON_NANOS = Duration.ofMillis(1).toNanos() / 2;

  private static final long SMALL_BYTES = 64 * 1024;

  private final Dispatcher dispatcher;
  private final Thread thread;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicBoolean started = new AtomicBoolean();

  /** True while the thread sleeps, or is about to: whoever makes it false wakes it. */
  private final AtomicBoolean idle = new AtomicBoolean();

  private volatile long batchStart;
  private volatile boolean batchLarge;
  private volatile long smoothedNanos;
  private volatile @Nullable Connection connection;

  /** How often connections of the node had broken when this one was last known to work. */
  private int knownBreaks;

  private int generation;

  private long lastUse;

  Lane(Dispatcher dispatcher, String name) {
    this.dispatcher = dispatcher;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
  }

  /** Sets an idle lane to work, or answers false when it is busy. */
  boolean wake() {
    if (started.compareAndSet(false, true)) {
      thread.start();
      return true;
    }
    if (!idle.compareAndSet(true, false)) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }

  /** True when the batch that is out will be back before it is worth to use another connection. */
  boolean isBackSoon(long now) {
    return !batchLarge && smoothedNanos < SOON_NANOS && now - batchStart < SOON_NANOS;
  }

  /** Ends once the lane has; a lane that never worked ends at once. */
  CompletableFuture<Void> end() {
    if (started.compareAndSet(false, true)) {
      ended.complete(null);
    } else {
      LockSupport.unpark(thread);
    }
    return ended;
  }

  /** Breaks the connection under a lane that does not end. */
  void cut() {
    var current = connection;
    if (current != null) {
      Connections.close(current);
    }
  }

  @Override
  public void run() {
    var batch = new ArrayList<Pending<?>>();
    try {
      while (awaitWork()) {
        work(batch);
        batch.clear();
      }
    } finally {
      cut();
      ended.complete(null);
    }
  }

  /** Waits until there is something to send; false once the dispatcher is closed instead. */
  private boolean awaitWork() {
    while (dispatcher.queue().isEmpty()) {
      if (dispatcher.isClosed()) {
        return false;
      }
      idle.set(true);
      // What came before the line above woke nobody, so it is looked for once more.
      if (dispatcher.queue().isEmpty() && !dispatcher.isClosed()) {
        LockSupport.park(this);
      }
      idle.set(false);
    }
    return true;
  }

  private void work(List<Pending<?>> batch) {
    batchStart = System.nanoTime();
    var exchange = new Exchange(dispatcher);
    try {
      var _ = readyConnection();
      batchLarge = dispatcher.queue().drainTo(batch, MOST_REQUESTS, MOST_BYTES) > SMALL_BYTES;
      if (!dispatcher.queue().isEmpty()) {
        dispatcher.wake();
      }
      // Once more, as the batch may have what another connection lost while this one was tried.
      if (!exchange.run(readyConnection(), batch)) {
        cut();
      }
    } catch (RuntimeException e) {
      // No connection, or a defect; in both cases nobody may be left waiting.
      var _ = dispatcher.queue().drainTo(batch, MOST_REQUESTS, Long.MAX_VALUE);
      exchange.fail(batch, e);
      cut();
    }
    exchange.deliver();
    noteEnd();
  }

  private void noteEnd() {
    lastUse = System.nanoTime();
    long before = smoothedNanos;
    smoothedNanos = before + (lastUse - batchStart - before) / 8;
    batchLarge = false;
  }

  /** A connection that works, as far as one can know. */
  private Connection readyConnection() {
    var current = connection;
    if (current != null && isUsable(current)) {
      return current;
    }
    cut();
    int breaks = dispatcher.breaks();
    int opening = dispatcher.generation();
    var opened = dispatcher.connect();
    connection = opened;
    knownBreaks = breaks;
    generation = opening;
    return opened;
  }

  private boolean isUsable(Connection current) {
    if (current.isBroken() || generation != dispatcher.generation()) {
      return false;
    }
    int breaks = dispatcher.breaks();
    if (isDoubtful() && !Connections.isAlive(current)) {
      return false;
    }
    knownBreaks = breaks;
    return true;
  }

  private boolean isDoubtful() {
    return knownBreaks != dispatcher.breaks() || System.nanoTime() - lastUse > IDLE_NANOS;
  }
}

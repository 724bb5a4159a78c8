package io.outrigger.runtime.component;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short actions at a later time, on daemon threads: one for what happens once, which is cheap
 * to ask for and to cancel, and one for what is repeated. Safe for use by many threads.
 */
public final class Deadlines implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);

  private final DeadlineQueue queue = new DeadlineQueue();
  private final ScheduledThreadPoolExecutor timer;

  /** Makes a timer whose threads start with their first actions. */
  public Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outrigger-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs {@code action} once after a delay in nanoseconds, unless it is cancelled before. */
  public Pending after(long delayNanos, Runnable action) {
    return queue.add(delayNanos, action);
  }

  /** Runs {@code action} after each period until it is cancelled. */
  public Pending every(Duration period, Runnable action) {
    var nanos = period.toNanos();
    return cancellation(
        timer.scheduleWithFixedDelay(logged(action), nanos, nanos, TimeUnit.NANOSECONDS));
  }

  /** Drops what has not run. */
  @Override
  public void close() {
    queue.close();
    timer.shutdownNow();
  }

  private static Pending cancellation(ScheduledFuture<?> future) {
    return () -> future.cancel(false);
  }

  private static Runnable logged(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException e) {
        log.error("a timed action failed", e);
      }
    };
  }

  /** An action that has not run yet. */
  @FunctionalInterface
  public interface Pending {

    /** Keeps the action from running; nothing happens when it has. */
    void cancel();
  }
}

package io.outrigger.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client does later. None is forgotten: closing runs them all, so that nobody waits on. */
final class Timers implements AutoCloseable {

  private final ScheduledExecutorService thread;
  private final Set<Timer> pending = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Timers(ScheduledExecutorService thread) {
    this.thread = thread;
  }

  /** Runs a task later; at once when the client is or has been closed. */
  Timer schedule(Task task, long nanos) {
    var timer = new Timer(task);
    pending.add(timer);
    try {
      timer.future = thread.schedule(timer, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      closed = true;
    }
    if (closed) {
      timer.run(true);
    }
    return timer;
  }

  @Override
  public void close() {
    closed = true;
    pending.forEach(timer -> timer.run(true));
  }

  /** Something to be done later. */
  @FunctionalInterface
  interface Task {

    /** Does it; {@code closed} says that the client is closed, and calls would be in vain. */
    void run(boolean closed);
  }

  /** A task that waits. */
  final class Timer implements Runnable {

    private final Task task;
    private volatile @Nullable Future<?> future;

    private Timer(Task task) {
      this.task = task;
    }

    @Override
    public void run() {
      run(false);
    }

    private void run(boolean closing) {
      if (pending.remove(this)) {
        task.run(closing);
      }
    }

    void cancel() {
      var waiting = future;
      if (pending.remove(this) && waiting != null) {
        waiting.cancel(false);
      }
    }
  }
}

package io.outrigger.runtime.server;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Asks one event loop to do something at a time, and sees how late it does it. For that loop. */
final class LagProbe implements Runnable {

  private final EventLoop loop;
  private final long periodNanos;
  private final LongConsumer late;
  private long dueNanos;

  LagProbe(EventLoop loop, long periodNanos, LongConsumer late) {
    this.loop = loop;
    this.periodNanos = periodNanos;
    this.late = late;
  }

  /** Begins, on the loop. */
  void begin() {
    loop.execute(this::again);
  }

  @Override
  public void run() {
    late.accept(Math.max(0, System.nanoTime() - dueNanos));
    again();
  }

  private void again() {
    dueNanos = System.nanoTime() + periodNanos;
    try {
      var _ = loop.schedule((Runnable) this, periodNanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // It is being shut down, and this is the end.
    }
  }
}

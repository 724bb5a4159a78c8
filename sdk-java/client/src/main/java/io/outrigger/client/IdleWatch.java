package io.outrigger.client;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends a stream in which nothing has moved for too long although this side waits. */
final class IdleWatch {

  private final Calls calls;
  private final BooleanSupplier waiting;
  private final Runnable onIdle;
  private final long limitNanos;
  private volatile long moved = System.nanoTime();
  private volatile boolean stopped;
  private volatile Timers.@Nullable Timer timer;

  /** A watch; {@code waiting} says whether it is the other side's turn. */
  IdleWatch(Calls calls, BooleanSupplier waiting, Runnable onIdle) {
    this.calls = calls;
    this.waiting = waiting;
    this.onIdle = onIdle;
    this.limitNanos = calls.settings().idleTimeout().toNanos();
  }

  void start() {
    checkIn(limitNanos);
  }

  /** Something has moved, or the other side's turn begins. */
  void moved() {
    moved = System.nanoTime();
  }

  void stop() {
    stopped = true;
    var waitingFor = timer;
    if (waitingFor != null) {
      waitingFor.cancel();
    }
  }

  private void checkIn(long nanos) {
    timer = calls.schedule(this::check, nanos);
  }

  private void check(boolean closed) {
    if (stopped || closed) {
      return; // A client that closes ends its streams.
    }
    var left = limitNanos - (System.nanoTime() - moved);
    if (!waiting.getAsBoolean()) {
      checkIn(limitNanos);
    } else if (left > 0) {
      checkIn(left);
    } else {
      onIdle.run();
    }
  }
}

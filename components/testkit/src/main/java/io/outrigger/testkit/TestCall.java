package io.outrigger.testkit;

import io.outrigger.spi.Call;
import io.outrigger.spi.TraceContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A call that a test cancels, or whose deadline passes. Safe for use by many threads. */
public final class TestCall implements Call {

  private final long deadlineNanos;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  /** A call whose deadline passes in {@code timeout} of real time. */
  public TestCall(Duration timeout) {
    deadlineNanos = System.nanoTime() + timeout.toNanos();
    gone.completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets the caller go away. */
  public void cancel() {
    gone.complete(null);
  }

  @Override
  public long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public boolean isCancelled() {
    return gone.isDone() || remaining().isZero();
  }

  @Override
  public void onCancel(Runnable action) {
    var _ = gone.thenRun(action);
  }

  @Override
  public TraceContext trace() {
    return TraceContext.none();
  }
}

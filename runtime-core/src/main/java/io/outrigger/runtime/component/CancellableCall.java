package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.TraceContext;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call that its owner cancels or ends. Safe for use by many threads. */
public final class CancellableCall implements Call {

  private static final Actions CANCELLED = new Actions(() -> {}, null);
  private static final Actions ENDED = new Actions(() -> {}, null);

  private final long deadlineNanos;
  private final AtomicReference<@Nullable Actions> actions = new AtomicReference<>();

  /** A call whose caller waits until {@code deadlineNanos} of {@link System#nanoTime()}. */
  public CancellableCall(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
  }

  /** Tells everybody who asked that the caller has gone. Nothing happens after {@link #end}. */
  public void cancel() {
    var waiting = finish(CANCELLED);
    while (waiting != null) {
      waiting.action.run();
      waiting = waiting.next;
    }
  }

  /** Forgets everybody who asked: the call has been answered. */
  public void end() {
    finish(ENDED);
  }

  @Override
  public long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public boolean isCancelled() {
    return actions.get() == CANCELLED || deadlineNanos - System.nanoTime() <= 0;
  }

  @Override
  public void onCancel(Runnable action) {
    while (true) {
      var present = actions.get();
      if (present == ENDED) {
        return;
      }
      if (present == CANCELLED) {
        action.run();
        return;
      }
      if (actions.compareAndSet(present, new Actions(action, present))) {
        return;
      }
    }
  }

  @Override
  public TraceContext trace() {
    return TraceContext.none();
  }

  /** Puts a mark in place of the actions, unless one stands there; gives what stood there. */
  private @Nullable Actions finish(Actions mark) {
    while (true) {
      var present = actions.get();
      if (present == CANCELLED || present == ENDED) {
        return null;
      }
      if (actions.compareAndSet(present, mark)) {
        return present;
      }
    }
  }

  /** What is to be done on cancellation, newest first. The two marks stand for an ended list. */
  private static final class Actions {

    private final Runnable action;
    private final @Nullable Actions next;

    Actions(Runnable action, @Nullable Actions next) {
      this.action = action;
      this.next = next;
    }
  }
}

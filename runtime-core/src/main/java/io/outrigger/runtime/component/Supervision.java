package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The stage of an operation that is going on, as its caller sees it: it ends with the component's
 * own, or at the call's deadline or cancellation, whichever comes first. One object for all of
 * that, since every call that a backend answers later makes one.
 */
final class Supervision<T> extends CompletableFuture<T> implements BiConsumer<T, Throwable> {

  private final Call call;
  private final String instance;
  private final Guard.Translation translation;
  private final Operations.Running running;
  private final Deadlines.Pending timeout;
  private final AtomicBoolean claimed = new AtomicBoolean();

  /**
   * Watches over the operation of a call; {@link #over} says over which stage.
   *
   * @param instance what messages call it
   * @param translation makes what the caller sees of what the component failed with
   */
  Supervision(
      Call call,
      String instance,
      Operations.Running running,
      Deadlines deadlines,
      Guard.Translation translation) {
    this.call = call;
    this.instance = instance;
    this.running = running;
    this.translation = translation;
    long left = Math.max(0, call.deadlineNanos() - System.nanoTime());
    this.timeout = deadlines.after(left, this::expire);
  }

  /** Begins to watch over {@code stage}. */
  CompletionStage<T> over(CompletionStage<T> stage) {
    call.onCancel(this::abandon);
    var _ = stage.whenComplete(this);
    return this;
  }

  @Override
  public void accept(T value, @Nullable Throwable failure) {
    timeout.cancel();
    if (failure != null) {
      fail(translation.of(running, failure));
    } else if (claim(null)) {
      complete(value);
    } else if (call instanceof CancellableCall late) {
      late.tellLate(value);
    }
  }

  private void abandon() {
    timeout.cancel();
    fail(Failures.unanswered(call, instance));
  }

  /** Ends the stage, and tells the component, whose work may still be going on. */
  private void expire() {
    fail(Failures.late(instance));
    if (call instanceof CancellableCall cancellable) {
      cancellable.expire();
    }
  }

  private void fail(ComponentException failure) {
    if (claim(failure)) {
      completeExceptionally(failure);
    }
  }

  /** Tells the end, before those who wait for the stage, or answers false when it has been told. */
  private boolean claim(@Nullable ComponentException failure) {
    if (!claimed.compareAndSet(false, true)) {
      return false;
    }
    running.ended(failure);
    return true;
  }
}

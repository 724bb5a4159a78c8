package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stage of an operation that is going on, as its caller sees it: it ends with the component's
 * own, or at the call's deadline or cancellation, whichever comes first. One object for all of
 * that, since every call that a backend answers later makes one.
 */
final class Supervision<T> extends CompletableFuture<T> implements BiConsumer<T, Throwable> {

  private final Call call;
  private final String instance;
  private final Function<Throwable, RuntimeException> translation;
  private final Deadlines.Pending timeout;

  /**
   * Watches over the operation of a call; {@link #over} says over which stage.
   *
   * @param instance what messages call it
   * @param translation makes what the caller sees of what the component failed with
   */
  Supervision(
      Call call,
      String instance,
      Deadlines deadlines,
      Function<Throwable, RuntimeException> translation) {
    this.call = call;
    this.instance = instance;
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
      completeExceptionally(translation.apply(failure));
    } else if (!complete(value) && call instanceof CancellableCall late) {
      late.tellLate(value);
    }
  }

  private void abandon() {
    timeout.cancel();
    completeExceptionally(Failures.unanswered(call, instance));
  }

  /** Ends the stage, and tells the component, whose work may still be going on. */
  private void expire() {
    completeExceptionally(Failures.late(instance));
    if (call instanceof CancellableCall cancellable) {
      cancellable.expire();
    }
  }
}

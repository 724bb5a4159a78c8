package io.outrigger.runtime.component;

import io.outrigger.runtime.config.Declaration;
import io.outrigger.spi.Call;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the life-cycle calls of one instance, each on a virtual thread of its own and without a
 * bound, so that operations that hang in every place of the {@link BlockingDoor} keep it neither
 * from saying how it is nor from being closed. Work that blocks on behalf of such a call needs no
 * place either. Safe for use by many threads.
 */
final class LifeCycleDoor {

  private final String label;
  private final Thread.Builder.OfVirtual threads;
  private final ContextLoader loader;
  private final AtomicInteger running = new AtomicInteger();

  /** The life-cycle call that a thread is in. */
  private final ScopedValue<Call> current = ScopedValue.newInstance();

  LifeCycleDoor(Declaration instance, ContextLoader loader) {
    this.label = instance.label();
    this.loader = loader;
    this.threads = Thread.ofVirtual().name(instance.name() + "-life-", 0);
  }

  /**
   * Runs {@code work}. Its thread is interrupted when the call is cancelled; unlike that of an
   * operation, the stage ends with the work and not before, so that nobody repeats what still runs.
   */
  <T> CompletionStage<T> run(Call call, Callable<T> work) {
    var result = new CompletableFuture<T>();
    var thread = thread(call, result, work);
    call.onCancel(() -> interrupt(thread, result));
    return result;
  }

  /** True on a thread that is in a life-cycle call. */
  boolean isEntered() {
    return current.isBound();
  }

  /** As {@link #run} for work on behalf of the life-cycle call that this thread is in. */
  <T> CompletionStage<T> runWithin(Call call, Callable<T> work) {
    var outer = current.get();
    var result = new CompletableFuture<T>();
    var thread = thread(outer, result, work);
    outer.onCancel(() -> interrupt(thread, result));
    call.onCancel(() -> interrupt(thread, result));
    return result;
  }

  /** How many threads are at work. */
  int running() {
    return running.get();
  }

  private <T> Thread thread(Call call, CompletableFuture<T> result, Callable<T> work) {
    var known = new Doing(label, call).around(work);
    running.incrementAndGet();
    return threads.start(() -> ScopedValue.where(current, call).run(() -> complete(result, known)));
  }

  private static void interrupt(Thread thread, CompletableFuture<?> result) {
    if (!result.isDone()) {
      thread.interrupt();
    }
  }

  private <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    T value;
    loader.enterForGood();
    try {
      value = work.call();
    } catch (Throwable e) { // A border: whatever the work threw is the stage's failure.
      running.decrementAndGet();
      result.completeExceptionally(e);
      Failures.rethrowIfFatal(e);
      return;
    }
    running.decrementAndGet();
    result.complete(value);
  }
}

package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Runs the operations of one instance that block, each on a virtual thread of its own, up to a
 * bound. Safe for use by many threads.
 */
final class BlockingDoor {

  private final String instance;
  private final int limit;
  private final Semaphore places;
  private final Thread.Builder.OfVirtual threads;

  BlockingDoor(String instance, int limit) {
    this.instance = instance;
    this.limit = limit;
    this.places = new Semaphore(limit);
    this.threads = Thread.ofVirtual().name(instance + "-", 0);
  }

  /** Runs {@code work}; when the call is cancelled the stage ends and the thread is interrupted. */
  <T> CompletionStage<T> run(Call call, Callable<T> work) {
    if (call.isCancelled()) {
      return CompletableFuture.failedFuture(Failures.unanswered(call, instance));
    }
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(full());
    }
    var result = new CompletableFuture<T>();
    var thread = threads.unstarted(() -> complete(result, work));
    thread.start();
    call.onCancel(() -> {
      if (result.completeExceptionally(Failures.unanswered(call, instance))) {
        thread.interrupt();
      }
    });
    return result;
  }

  private <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    T value;
    try {
      value = work.call();
    } catch (Throwable e) { // A border: whatever the work threw is the stage's failure.
      places.release();
      result.completeExceptionally(e);
      Failures.rethrowIfFatal(e);
      return;
    }
    places.release();
    result.complete(value);
  }

  private ComponentException full() {
    return new ComponentException(
        ErrorCode.RESOURCE_EXHAUSTED,
        instance
            + " is already doing "
            + limit
            + " blocking operations (app.blocking_limit); try again later");
  }
}

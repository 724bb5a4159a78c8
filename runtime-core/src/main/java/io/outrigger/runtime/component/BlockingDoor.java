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
  private final String what;
  private final ContextLoader loader;
  private final Semaphore places;
  private final Thread.Builder.OfVirtual threads;

  /** Names in messages what has the bound, and the setting of it. */
  BlockingDoor(String instance, int limit, String what, ContextLoader loader) {
    this.instance = instance;
    this.limit = limit;
    this.what = what;
    this.loader = loader;
    this.places = new Semaphore(limit);
    this.threads = Thread.ofVirtual().name(instance + "-", 0);
  }

  /** How many places are taken. */
  int taken() {
    return limit - places.availablePermits();
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
    var thread = threads.unstarted(() -> complete(call, result, work));
    thread.start();
    call.onCancel(() -> {
      if (result.completeExceptionally(Failures.unanswered(call, instance))) {
        thread.interrupt();
      }
    });
    return result;
  }

  private <T> void complete(Call call, CompletableFuture<T> result, Callable<T> work) {
    T value;
    loader.enterForGood();
    try {
      value = work.call();
    } catch (Throwable e) { // A border: whatever the work threw is the stage's failure.
      places.release();
      result.completeExceptionally(e);
      Failures.rethrowIfFatal(e);
      return;
    }
    places.release();
    if (!result.complete(value) && call instanceof CancellableCall late) {
      late.tellLate(value);
    }
  }

  private ComponentException full() {
    return new ComponentException(
        ErrorCode.RESOURCE_EXHAUSTED,
        instance + " is already doing " + limit + " " + what + "; try again later");
  }
}

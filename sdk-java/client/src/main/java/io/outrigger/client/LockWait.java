package io.outrigger.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Asks for a lock until it is free or the time is up. */
final class LockWait {

  /** From 50 ms to 1 s between two questions; how many there are is not limited. */
  private static final RetryPolicy PAUSES =
      new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofSeconds(1));

  private static final int PAUSES_THAT_GROW = 10;

  private final AsyncLockStore store;
  private final LockCalls calls;
  private final String resource;
  private final LockOptions options;
  private final Duration timeout;
  private final long end;
  private final CompletableFuture<Lock> result = new CompletableFuture<>();
  private int tries;
  private String obstacle = "";

  LockWait(AsyncLockStore store, String resource, Duration timeout, LockOptions options) {
    this.store = store;
    this.calls = store.calls();
    this.resource = resource;
    this.options = options;
    this.timeout = CallSettings.positive("timeout", timeout);
    this.end = System.nanoTime() + timeout.toNanos();
  }

  CompletionStage<Lock> begin() {
    ask();
    return result;
  }

  private void ask() {
    if (result.isDone()) {
      return;
    }
    var left = end - System.nanoTime();
    if (left <= 0) {
      result.completeExceptionally(
          Failures.timeUp(calls.subject(resource), "no lock within " + timeout + ": " + obstacle));
      return;
    }
    tries++;
    var limit = Math.min(left, calls.calls().settings().timeout().toNanos());
    store
        .tryLock(resource, options, Duration.ofNanos(limit))
        .whenComplete((lock, failure) -> {
          if (failure == null) {
            answered(lock);
          } else {
            failed(failure);
          }
        });
  }

  private void answered(Optional<Lock> lock) {
    if (lock.isEmpty()) {
      obstacle = "somebody else has it";
      askLater();
    } else if (!result.complete(lock.get())) {
      AsyncLockStore.letGo(lock.get());
    }
  }

  private void failed(Throwable failure) {
    if (!mayPass(failure)) {
      result.completeExceptionally(failure);
      return;
    }
    // That the time is up for the last question is not what stood in the way.
    if (obstacle.isEmpty() || System.nanoTime() - end < 0) {
      obstacle = String.valueOf(failure.getMessage());
    }
    askLater();
  }

  private void askLater() {
    var pause = PAUSES.pauseNanos(Math.min(tries, PAUSES_THAT_GROW), ThreadLocalRandom.current());
    var left = Math.max(0, end - System.nanoTime());
    var unused = calls.calls().schedule(this::askAgain, Math.min(pause, left));
  }

  private void askAgain(boolean closed) {
    if (closed) {
      result.completeExceptionally(Failures.closed(calls.subject(resource)));
    } else {
      ask();
    }
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof OutriggerException ours && ours.retryable();
  }
}

package io.outrigger.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A lock store, whose methods return at once: those of {@link LockStore}, which says what they do.
 */
public final class AsyncLockStore {

  private final LockCalls calls;

  AsyncLockStore(Calls calls, String name) {
    this.calls = new LockCalls(calls, name);
  }

  LockCalls calls() {
    return calls;
  }

  /** As {@link LockStore#tryLock(String)}. */
  public CompletionStage<Optional<Lock>> tryLock(String resource) {
    return tryLock(resource, LockOptions.DEFAULT);
  }

  /**
   * As {@link LockStore#tryLock(String, LockOptions)}. Cancelling the stage, too, gives back what
   * comes too late.
   */
  public CompletionStage<Optional<Lock>> tryLock(String resource, LockOptions options) {
    return tryLock(resource, options, calls.calls().settings().timeout());
  }

  /** Tries with a time limit of its own, which is not that of the lock that comes of it. */
  CompletionStage<Optional<Lock>> tryLock(String resource, LockOptions options, Duration limit) {
    var attempt = new LockAttempt(resource, UUID.randomUUID().toString(), options.lease());
    var asked = System.nanoTime();
    var result = new CompletableFuture<Optional<Lock>>();
    var call = calls.withTimeout(limit).tryLock(resource, attempt.owner(), attempt.lease());
    call.whenComplete((token, failure) -> {
      if (failure != null) {
        giveBack(attempt, failure);
        result.completeExceptionally(failure);
        return;
      }
      var lock = token.map(number -> new Lock(calls, attempt, number, asked));
      if (!result.complete(lock)) {
        lock.ifPresent(AsyncLockStore::letGo);
      }
    });
    var unused =
        result.whenComplete((lock, failure) -> {
          if (result.isCancelled()) {
            call.toCompletableFuture().cancel(true);
          }
        });
    return result;
  }

  /** Where it is not known whether the lock was taken, it must not stay for its lease. */
  private void giveBack(LockAttempt attempt, Throwable failure) {
    var unclear =
        !(failure instanceof OutriggerException refusal)
            || refusal.retryable()
            || refusal.code() == ErrorCode.CANCELLED;
    if (unclear) {
      var unused = calls.unlock(attempt.resource(), attempt.owner());
    }
  }

  static void letGo(Lock lock) {
    var unused = lock.release();
  }

  /** As {@link LockStore#lock(String, Duration)}. */
  public CompletionStage<Lock> lock(String resource, Duration timeout) {
    return lock(resource, timeout, LockOptions.DEFAULT);
  }

  /** As {@link LockStore#lock(String, Duration, LockOptions)}. Cancelling the stage ends it. */
  public CompletionStage<Lock> lock(String resource, Duration timeout, LockOptions options) {
    return new LockWait(this, resource, timeout, options).begin();
  }
}

package io.outrigger.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock store. A lock is not re-entrant: whoever holds it is refused like any other. Resources
 * must not be empty nor contain {@code ||}. Thread-safe.
 *
 * <p>Every method fails with {@link OutriggerException}.
 *
 * <pre>{@code
 * try (var lock = client.locks("redis").lock("stock", Duration.ofSeconds(10))) {
 *   ...
 * }
 * }</pre>
 */
public final class LockStore {

  private final AsyncLockStore async;

  LockStore(AsyncLockStore async) {
    this.async = async;
  }

  /** Takes a lock with a lease of 30 s if it is free; empty when it is not. */
  public Optional<Lock> tryLock(String resource) {
    return Await.result(async.tryLock(resource));
  }

  /**
   * Takes a lock if it is free; empty when it is not. Not repeated: where it is not known whether
   * it was taken, it is given back and the call fails.
   */
  public Optional<Lock> tryLock(String resource, LockOptions options) {
    return Await.result(async.tryLock(resource, options));
  }

  /** Takes a lock with a lease of 30 s as soon as it is free. */
  public Lock lock(String resource, Duration timeout) {
    return Await.result(async.lock(resource, timeout));
  }

  /**
   * Takes a lock as soon as it is free: asks again after pauses from 50 ms to 1 s, also while the
   * sidecar or the store is away. Waiters have no order.
   *
   * @param timeout how long to wait at most, above zero
   * @throws OutriggerException with {@link ErrorCode#DEADLINE_EXCEEDED} when it was not free in
   *     time, {@link ErrorCode#CANCELLED} when the thread is interrupted
   */
  public Lock lock(String resource, Duration timeout, LockOptions options) {
    return Await.result(async.lock(resource, timeout, options));
  }
}

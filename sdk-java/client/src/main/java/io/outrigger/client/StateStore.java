package io.outrigger.client;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A state store: values by key. Keys must not contain {@code ||}. Thread-safe.
 *
 * <p>Every method fails with {@link OutriggerException}: {@link ErrorCode#INVALID_ARGUMENT} for a
 * store or a key that cannot be, {@link ErrorCode#UNAVAILABLE} when the sidecar or the backend is
 * away, {@link ErrorCode#DEADLINE_EXCEEDED} when the time is up. Reads are repeated as {@link
 * RetryPolicy} says, writes are not.
 *
 * @param <T> the values
 */
public final class StateStore<T> {

  private final AsyncStateStore<T> async;

  StateStore(AsyncStateStore<T> async) {
    this.async = async;
  }

  /** Reads a value; empty when there is none. */
  public Optional<StateEntry<T>> get(String key) {
    return Await.result(async.get(key));
  }

  /** Reads a value that is as current as asked for; empty when there is none. */
  public Optional<StateEntry<T>> get(String key, ReadConsistency consistency) {
    return Await.result(async.get(key, consistency));
  }

  /**
   * Reads several values.
   *
   * @return by key, in the order of the keys; those without a value are left out
   * @throws OutriggerException also when one of them cannot be read, with its key
   */
  public Map<String, StateEntry<T>> getAll(Collection<String> keys) {
    return Await.result(async.getAll(keys));
  }

  /** Writes a value, whatever was there. */
  public void save(String key, T value) {
    Await.result(async.save(key, value));
  }

  /**
   * Writes a value under conditions.
   *
   * @throws OutriggerException also with {@link ErrorCode#ABORTED} and the reason {@code
   *     ETAG_MISMATCH} when somebody was faster
   */
  public void save(String key, T value, WriteOptions options) {
    Await.result(async.save(key, value, options));
  }

  /** Writes several values, not as one: after a failure some may be written. */
  public void saveAll(Map<String, T> values, WriteOptions options) {
    Await.result(async.saveAll(values, options));
  }

  /** Removes a value, if there is one. */
  public void delete(String key) {
    Await.result(async.delete(key));
  }

  /**
   * Removes a value under conditions.
   *
   * @throws OutriggerException also with {@link ErrorCode#ABORTED} and the reason {@code
   *     ETAG_MISMATCH} when somebody was faster
   */
  public void delete(String key, WriteOptions options) {
    Await.result(async.delete(key, options));
  }

  /** Removes several values, not as one: after a failure some may be removed. */
  public void deleteAll(Collection<String> keys) {
    Await.result(async.deleteAll(keys));
  }

  /** Writes and removals that take place all or none; {@link StateTransaction#commit} ends it. */
  public StateTransaction<T> transaction() {
    return async.transaction();
  }
}

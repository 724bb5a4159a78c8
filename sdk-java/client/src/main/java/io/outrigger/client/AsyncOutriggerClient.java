package io.outrigger.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The face of an {@link OutriggerClient} whose methods return at once.
 *
 * <p>Stages are completed, and publishers publish, on the connection's own thread. What follows on
 * them must not wait: a blocking call of the same client there throws {@link
 * IllegalStateException}. For longer work use the {@code Async} methods of a stage. Cancelling
 * {@code stage.toCompletableFuture()} of a call cancels the call.
 */
public final class AsyncOutriggerClient {

  private final Calls calls;

  AsyncOutriggerClient(Calls calls) {
    this.calls = calls;
  }

  /** A state store whose values are bytes. */
  public AsyncStateStore<byte[]> state(String name) {
    return state(name, Codec.bytes());
  }

  /** A state store whose values are {@code T}. */
  public <T> AsyncStateStore<T> state(String name, Codec<T> codec) {
    return new AsyncStateStore<>(calls, name, codec);
  }

  /** A lock store. */
  public AsyncLockStore locks(String name) {
    return new AsyncLockStore(calls, name);
  }

  /** A sequencer, which draws ids. */
  public AsyncSequencer sequencer(String name) {
    return new AsyncSequencer(calls, name);
  }

  /** A file store. */
  public AsyncFileStore files(String name) {
    return new AsyncFileStore(calls, name);
  }

  /** A secret store. */
  public AsyncSecretStore secrets(String name) {
    return new AsyncSecretStore(calls, name);
  }

  /** A greeter, which shows that the sidecar answers. */
  public AsyncHello hello(String name) {
    return new AsyncHello(calls, name);
  }

  /** Changes to the running sidecar. */
  public AsyncLifecycle lifecycle() {
    return new AsyncLifecycle(calls);
  }

  /**
   * Done when the sidecar answers and every component of its config can serve.
   *
   * @return fails with {@link ErrorCode#DEADLINE_EXCEEDED} when that is not within {@code limit}
   */
  public CompletionStage<Void> whenReady(Duration limit) {
    return new Readiness(calls, limit).begin();
  }
}

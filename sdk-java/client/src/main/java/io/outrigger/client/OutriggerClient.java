package io.outrigger.client;

import java.time.Duration;

/**
 * A client of the sidecar beside the application: one connection, for any number of threads,
 * virtual ones too, and for as long as the application runs.
 *
 * <pre>{@code
 * try (var client = OutriggerClient.builder().build()) {
 *   var orders = client.state("orders", Codec.json(Order.class));
 *   orders.save("o-1", order);
 * }
 * }</pre>
 *
 * <p>Its methods wait; {@link #async} has the same ones that do not. Each names an instance of the
 * sidecar's config and costs nothing: the sidecar is first asked when the result is used. Every
 * call that fails does so with {@link OutriggerException}. What the application brings along fails
 * as itself: a local file or stream with {@link java.io.UncheckedIOException}, a codec that cannot
 * encode with whatever it throws.
 */
public final class OutriggerClient implements AutoCloseable {

  private final Calls calls;

  OutriggerClient(Calls calls) {
    this.calls = calls;
  }

  /** Makes a client. */
  public static OutriggerClientBuilder builder() {
    return new OutriggerClientBuilder();
  }

  /** The same client, whose methods return at once. */
  public AsyncOutriggerClient async() {
    return new AsyncOutriggerClient(calls);
  }

  /** The same client with another time limit for each call; it shares the connection. */
  public OutriggerClient withTimeout(Duration timeout) {
    return new OutriggerClient(calls.withTimeout(timeout));
  }

  /** A state store whose values are bytes. */
  public StateStore<byte[]> state(String name) {
    return state(name, Codec.bytes());
  }

  /** A state store whose values are {@code T}. */
  public <T> StateStore<T> state(String name, Codec<T> codec) {
    return new StateStore<>(async().state(name, codec));
  }

  /** A lock store. */
  public LockStore locks(String name) {
    return new LockStore(async().locks(name));
  }

  /** A sequencer, which draws ids. */
  public Sequencer sequencer(String name) {
    return new Sequencer(async().sequencer(name));
  }

  /** A file store. */
  public FileStore files(String name) {
    return new FileStore(async().files(name));
  }

  /** A secret store. */
  public SecretStore secrets(String name) {
    return new SecretStore(async().secrets(name));
  }

  /** A greeter, which shows that the sidecar answers. */
  public Hello hello(String name) {
    return new Hello(async().hello(name));
  }

  /** Changes to the running sidecar. */
  public Lifecycle lifecycle() {
    return new Lifecycle(async().lifecycle());
  }

  /**
   * Waits until the sidecar answers and every component of its config can serve.
   *
   * @throws OutriggerException with {@link ErrorCode#DEADLINE_EXCEEDED} when it has not by then;
   *     the message says what stood in the way
   */
  public void waitUntilReady(Duration limit) {
    Await.result(async().whenReady(limit));
  }

  /**
   * Ends the connection, after running calls have ended or 5 s. Locks that are still held are not
   * given back: they last until their lease ends. Twice is harmless.
   */
  @Override
  public void close() {
    calls.transport().close();
  }
}

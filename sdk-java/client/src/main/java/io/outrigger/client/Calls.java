package io.outrigger.client;

import static io.grpc.Metadata.ASCII_STRING_MARSHALLER;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the calls of a client, each with its limits and its headers. */
final class Calls {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("dapr-api-token", ASCII_STRING_MARSHALLER);

  private final Transport transport;
  private final CallSettings settings;

  Calls(Transport transport, CallSettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  /** The same calls with another time limit. */
  Calls withTimeout(Duration timeout) {
    return new Calls(transport, settings.withTimeout(timeout));
  }

  CallSettings settings() {
    return settings;
  }

  Transport transport() {
    return transport;
  }

  /** The same calls of nobody in particular, without headers of the caller's context. */
  Calls withoutContext() {
    return new Calls(transport, settings.withoutContext());
  }

  /**
   * A call with one request and one answer. Throws nothing: what goes wrong before it is made, as
   * in the caller's context, is its failure, too.
   */
  <Q, R, T> CompletionStage<T> unary(
      Operation<Q, R> operation, Subject subject, Q request, Answer<R, T> answer) {
    try {
      return new UnaryCall<>(this, operation, subject, request, answer).begin();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Opens a stream, which has no time limit of its own. */
  <Q, R> ClientCall<Q, R> open(MethodDescriptor<Q, R> method) {
    return transport.channel().newCall(method, CallOptions.DEFAULT);
  }

  /** Headers for one attempt, with what {@link CallSettings#context} gave. */
  Metadata headers(Map<String, String> context) {
    var headers = new Metadata();
    if (settings.token() != null) {
      headers.put(TOKEN, settings.token());
    }
    context.forEach(
        (name, value) -> headers.put(Metadata.Key.of(name, ASCII_STRING_MARSHALLER), value));
    return headers;
  }

  /** Whether a call that ended so may be made again, which {@link #pauseNanos} then delays. */
  boolean mayRepeat(Status status, int attempt) {
    if (status.getCode() != Status.Code.UNAVAILABLE) {
      return false;
    }
    transport.reconnect();
    return attempt < settings.retries().maxAttempts() && !transport.channel().isShutdown();
  }

  /** How long to wait after an attempt. */
  long pauseNanos(int attempt) {
    return settings.retries().pauseNanos(attempt, ThreadLocalRandom.current());
  }

  Timers.Timer schedule(Timers.Task task, long nanos) {
    return transport.timers().schedule(task, nanos);
  }

  /** Tells the listener of a call that has ended. */
  void ended(String method, Subject subject, Status status, long begun, int attempts) {
    var listener = settings.listener();
    if (listener == null) {
      return;
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - begun);
    try {
      listener.ended(
          new FinishedCall(method, subject.store(), status.getCode().name(), elapsed, attempts));
    } catch (RuntimeException e) {
      // A listener is for looking on; what it does must not change what a call comes to.
    }
  }

  /** Makes the result of a call from its answer. */
  @FunctionalInterface
  interface Answer<R, T> {

    /** The result; what it throws becomes the call's failure, {@link ErrorCode#DATA_LOSS}. */
    T of(R response, Metadata headers);
  }
}

package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.DataSize;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire: its callbacks come one after the other on the event loop, its answer from
 * any thread, and once.
 */
abstract class Exchange<Q, R extends MessageLite> extends ServerCall.Listener<Q> {

  private final ServerCall<Q, R> wire;
  private final GrpcCall call;
  private final DataSize maxMessageSize;
  private final AtomicBoolean closed = new AtomicBoolean();

  Exchange(ServerCall<Q, R> wire, DataSize maxMessageSize) {
    this.wire = wire;
    this.call = CallContext.current();
    this.maxMessageSize = maxMessageSize;
  }

  final ServerCall<Q, R> wire() {
    return wire;
  }

  final GrpcCall call() {
    return call;
  }

  /** True once the call has been answered or refused. */
  final boolean isClosed() {
    return closed.get();
  }

  @Override
  public void onCancel() {
    call.cancel();
  }

  @Override
  public void onComplete() {
    call.end();
  }

  /** Runs a function of a facade, whose refusals may be thrown. */
  final <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> function) {
    try {
      return function.get();
    } catch (RuntimeException e) { // A border: refusals are thrown, defects too.
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Answers with one response, or with the status of a failure. */
  final void finish(@Nullable R response, @Nullable Throwable failure) {
    if (response == null) {
      fail(failure == null ? new IllegalStateException("no response") : failure);
    } else if (response.getSerializedSize() > maxMessageSize.bytes()) {
      refuse(tooLarge(response.getSerializedSize()));
    } else if (closed.compareAndSet(false, true)) {
      wire.sendHeaders(call.responseHeaders());
      wire.sendMessage(response);
      wire.close(Status.OK, new Metadata());
    }
  }

  /** Ends a call whose responses have been sent. */
  final void complete() {
    if (closed.compareAndSet(false, true)) {
      wire.close(Status.OK, new Metadata());
    }
  }

  final void fail(Throwable failure) {
    if (closed.compareAndSet(false, true)) {
      var status = StatusMapper.map(Failures.unwrap(failure), call);
      wire.close(status.getStatus(), StatusMapper.trailers(status));
    }
  }

  final void refuse(Status status) {
    if (closed.compareAndSet(false, true)) {
      wire.close(status, new Metadata());
    }
  }

  private Status tooLarge(int size) {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "the response has %d bytes, more than server.max_message_size (%s)"
            .formatted(size, maxMessageSize));
  }
}

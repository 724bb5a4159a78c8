package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.outrigger.runtime.component.CancellableCall;
import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.DataSize;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Unary} function for each call of one gRPC method. */
final class UnaryHandler<Q, R extends MessageLite> implements ServerCallHandler<Q, R> {

  private final Unary<Q, R> function;
  private final DataSize maxMessageSize;

  UnaryHandler(Unary<Q, R> function, DataSize maxMessageSize) {
    this.function = function;
    this.maxMessageSize = maxMessageSize;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, R> wire, Metadata headers) {
    wire.request(2); // One message, and a second one to be told of a client that sends too many.
    return new Exchange(wire, CallContext.current());
  }

  /** One call: its callbacks come one after the other, its answer from any thread. */
  private final class Exchange extends ServerCall.Listener<Q> {

    private final ServerCall<Q, R> wire;
    private final CancellableCall call;
    private @Nullable Q request;
    private boolean refused;

    Exchange(ServerCall<Q, R> wire, CancellableCall call) {
      this.wire = wire;
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      if (message instanceof MalformedRequest malformed) {
        refuse(malformed.status());
      } else if (request != null) {
        refuse(Status.INVALID_ARGUMENT.withDescription("a second request on a unary call"));
      } else {
        request = message;
      }
    }

    @Override
    public void onHalfClose() {
      if (refused) {
        return;
      }
      var message = request;
      if (message == null) {
        refuse(Status.INVALID_ARGUMENT.withDescription("a unary call without a request"));
        return;
      }
      request = null;
      stage(message).whenComplete(this::finish);
    }

    @Override
    public void onCancel() {
      call.cancel();
    }

    @Override
    public void onComplete() {
      call.end();
    }

    private CompletionStage<R> stage(Q message) {
      try {
        return function.answer(call, message);
      } catch (RuntimeException e) { // A border: refusals are thrown, defects too.
        return CompletableFuture.failedFuture(e);
      }
    }

    private void finish(@Nullable R response, @Nullable Throwable failure) {
      if (response == null) {
        fail(failure == null ? new IllegalStateException("no response") : failure);
      } else if (response.getSerializedSize() > maxMessageSize.bytes()) {
        refuse(tooLarge(response.getSerializedSize()));
      } else {
        wire.sendHeaders(new Metadata());
        wire.sendMessage(response);
        wire.close(Status.OK, new Metadata());
      }
    }

    private void fail(Throwable failure) {
      StatusRuntimeException status = StatusMapper.map(Failures.unwrap(failure));
      wire.close(status.getStatus(), StatusMapper.trailers(status));
    }

    private void refuse(Status status) {
      refused = true;
      wire.close(status, new Metadata());
    }

    private Status tooLarge(int size) {
      return Status.RESOURCE_EXHAUSTED.withDescription(
          "the response has %d bytes, more than server.max_message_size (%s)"
              .formatted(size, maxMessageSize));
    }
  }
}

package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.outrigger.spi.DataSize;

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
    return new SingleRequest<>(wire, maxMessageSize) {
      @Override
      void answer(Q message) {
        guarded(() -> function.answer(call(), message)).whenComplete(this::finish);
      }
    };
  }
}

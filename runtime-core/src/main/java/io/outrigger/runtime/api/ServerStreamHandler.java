package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.spi.DataSize;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link ServerStreaming} function for each call of one gRPC method, with back-pressure: a
 * client that does not read holds the message that is on its way and the one behind it, besides
 * what its HTTP/2 window takes.
 */
final class ServerStreamHandler<Q, R extends MessageLite> implements ServerCallHandler<Q, R> {

  private final ServerStreaming<Q, R> function;
  private final DataSize maxMessageSize;
  private final Deadlines deadlines;

  ServerStreamHandler(
      ServerStreaming<Q, R> function, DataSize maxMessageSize, Deadlines deadlines) {
    this.function = function;
    this.maxMessageSize = maxMessageSize;
    this.deadlines = deadlines;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, R> wire, Metadata headers) {
    return new Stream(wire);
  }

  private final class Stream extends SingleRequest<Q, R> {

    private final Waiting waiting = new Waiting(deadlines);

    /** True once the client has gone: from then on gRPC has closed the call by itself. */
    private volatile boolean gone;

    Stream(ServerCall<Q, R> wire) {
      super(wire, maxMessageSize);
    }

    @Override
    void answer(Q message) {
      wire().sendHeaders(call().responseHeaders());
      guarded(() -> function.answer(call(), message, this::send))
          .whenComplete((nothing, failure) -> end(failure));
    }

    /**
     * Closes the call, unless the client has gone: the thread that sends may still be at it then,
     * and a call on the wire is not made for two threads.
     */
    private void end(@Nullable Throwable failure) {
      if (gone) {
        return;
      }
      if (failure == null) {
        complete();
      } else {
        fail(failure);
      }
    }

    private void send(R response) throws IOException {
      waiting.until(() -> gone || wire().isReady(), "the client took nothing");
      if (gone || isClosed()) {
        throw new InterruptedIOException("the caller has gone");
      }
      wire().sendMessage(response);
    }

    @Override
    public void onReady() {
      waiting.change(() -> {});
    }

    @Override
    public void onCancel() {
      waiting.change(() -> gone = true);
      super.onCancel();
    }
  }
}

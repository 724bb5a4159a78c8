package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.spi.DataSize;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link ClientStreaming} function for each call of one gRPC method, with back-pressure: the
 * sidecar holds the message that is being worked on and the one behind it.
 */
final class ClientStreamHandler<Q, R extends MessageLite> implements ServerCallHandler<Q, R> {

  private final ClientStreaming<Q, R> function;
  private final DataSize maxMessageSize;
  private final Deadlines deadlines;

  ClientStreamHandler(
      ClientStreaming<Q, R> function, DataSize maxMessageSize, Deadlines deadlines) {
    this.function = function;
    this.maxMessageSize = maxMessageSize;
    this.deadlines = deadlines;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, R> wire, Metadata headers) {
    wire.request(1);
    return new Stream(wire);
  }

  private final class Stream extends Exchange<Q, R> {

    private final Waiting waiting = new Waiting(deadlines);
    private boolean begun;

    // What the thread of the function waits for; changed and read under the lock of `waiting`.
    private @Nullable Q message;
    private boolean ended;
    private @Nullable IOException broken;

    Stream(ServerCall<Q, R> wire) {
      super(wire, maxMessageSize);
    }

    @Override
    public void onMessage(Q arrived) {
      if (arrived instanceof MalformedRequest malformed) {
        refuse(malformed.status());
        end(new IOException(malformed.status().getDescription()));
      } else if (begun) {
        waiting.change(() -> message = arrived);
      } else {
        begun = true;
        wire().request(1);
        guarded(() -> function.answer(call(), arrived, this::next)).whenComplete(this::finish);
      }
    }

    @Override
    public void onHalfClose() {
      if (!begun) {
        refuse(Status.INVALID_ARGUMENT.withDescription("a stream without a request"));
      }
      waiting.change(() -> ended = true);
    }

    @Override
    public void onCancel() {
      end(new InterruptedIOException("the caller has gone"));
      super.onCancel();
    }

    private void end(IOException failure) {
      waiting.change(() -> broken = failure);
    }

    private Optional<Q> next() throws IOException {
      waiting.until(() -> message != null || ended || broken != null, "the client sent nothing");
      if (broken != null) {
        throw broken;
      }
      var taken = Optional.ofNullable(message);
      waiting.change(() -> message = null);
      if (taken.isPresent()) {
        wire().request(1);
      }
      return taken;
    }
  }
}

package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.outrigger.spi.DataSize;
import org.jspecify.annotations.Nullable;

/** A call with exactly one request. */
abstract class SingleRequest<Q, R extends MessageLite> extends Exchange<Q, R> {

  private @Nullable Q request;

  SingleRequest(ServerCall<Q, R> wire, DataSize maxMessageSize) {
    super(wire, maxMessageSize);
    wire.request(2); // One message, and a second one so that gRPC refuses a client that sends more.
  }

  /** Answers the request. */
  abstract void answer(Q message);

  @Override
  public void onMessage(Q message) {
    if (message instanceof MalformedRequest malformed) {
      refuse(malformed.status());
    } else {
      request = message;
    }
  }

  @Override
  public void onHalfClose() {
    var message = request;
    request = null;
    if (message == null) {
      refuse(Status.INVALID_ARGUMENT.withDescription("a call without a request"));
    } else if (!isClosed()) {
      answer(message);
    }
  }
}

package io.outrigger.runtime.api;

import io.grpc.Metadata;
import io.outrigger.runtime.component.CancellableCall;
import io.outrigger.runtime.trace.Span;
import org.jspecify.annotations.Nullable;

/** A call that came over gRPC, with the headers of its response. */
final class GrpcCall extends CancellableCall implements RpcCall {

  /** Written by the facade before it completes its stage, read after that. */
  private volatile @Nullable Metadata headers;

  GrpcCall(long deadlineNanos, Span span) {
    super(deadlineNanos, span);
  }

  @Override
  public void responseHeader(String name, String value) {
    var present = headers == null ? new Metadata() : headers;
    present.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    headers = present;
  }

  /** The headers of the response. */
  Metadata responseHeaders() {
    var present = headers;
    return present == null ? new Metadata() : present;
  }
}

package io.outrigger.runtime.api;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.outrigger.runtime.trace.Span;

/** One call, from its headers to its end. gRPC tells it of both, and of the bytes in between. */
final class WatchedCall extends ServerStreamTracer {

  private static final Context.Key<WatchedCall> KEY = Context.key("outrigger-watched-call");

  private final String method;
  private final CallMeters.OfMethod meters;
  private final Span span;
  private final CallLog log;
  private final long beganNanos = System.nanoTime();

  // One thread at a time writes each, and hands over to the event loop before the end.
  private long received;
  private long sent;
  private Attributes connection = Attributes.EMPTY;

  WatchedCall(String method, CallMeters.OfMethod meters, Span span, CallLog log) {
    this.method = method;
    this.meters = meters;
    this.span = span;
    this.log = log;
    meters.began();
  }

  /** The span of the call that {@code context} is of. */
  static Span span(Context context) {
    var call = KEY.get(context);
    return call == null ? Span.none() : call.span;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  @Override
  public void serverCallStarted(ServerCallInfo<?, ?> info) {
    connection = info.getAttributes();
  }

  @Override
  public void inboundWireSize(long bytes) {
    received += bytes;
  }

  @Override
  public void outboundWireSize(long bytes) {
    sent += bytes;
  }

  @Override
  public void streamClosed(Status status) {
    var sizes = new CallMeters.Sizes(System.nanoTime() - beganNanos, received, sent);
    meters.ended(status.getCode(), sizes);
    log.ended(method, status, sizes, connection, span);
    span.end(status.getCode().name(), !status.isOk());
  }
}

package io.outrigger.runtime.api;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.outrigger.runtime.trace.Tracer;

/**
 * Counts, traces and notes every call from its headers to its end, also one that no handler is
 * there for. Safe for use by many threads.
 */
public final class CallWatch extends ServerStreamTracer.Factory {

  private final CallMeters meters;
  private final Tracer tracer;
  private final CallLog log;

  /** Tells these of every call. */
  public CallWatch(CallMeters meters, Tracer tracer, CallLog log) {
    this.meters = meters;
    this.tracer = tracer;
    this.log = log;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    var span =
        tracer.entry(
            fullMethodName,
            name -> headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    return new WatchedCall(fullMethodName, meters.of(fullMethodName), span, log);
  }
}

package io.outrigger.runtime.api;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.outrigger.runtime.trace.Tracer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts, traces and notes every call from its headers to its end, also one that no handler is
 * there for. Safe for use by many threads.
 */
public final class CallWatch extends ServerStreamTracer.Factory {

  private final CallMeters meters;
  private final Tracer tracer;
  private final CallLog log;

  /** Of the few headers that tell traces; making one is much more work than finding one. */
  private final ConcurrentHashMap<String, Metadata.Key<String>> keys = new ConcurrentHashMap<>();

  /** Tells these of every call. */
  public CallWatch(CallMeters meters, Tracer tracer, CallLog log) {
    this.meters = meters;
    this.tracer = tracer;
    this.log = log;
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    var span = tracer.entry(fullMethodName, name -> headers.get(key(name)));
    return new WatchedCall(fullMethodName, meters.of(fullMethodName), span, log);
  }

  private Metadata.Key<String> key(String name) {
    var known = keys.get(name);
    return known == null
        ? keys.computeIfAbsent(name, it -> Metadata.Key.of(it, Metadata.ASCII_STRING_MARSHALLER))
        : known;
  }
}

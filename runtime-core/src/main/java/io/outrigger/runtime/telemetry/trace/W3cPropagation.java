package io.outrigger.runtime.telemetry.trace;

import io.outrigger.spi.TraceContext;
import java.util.Map;

/**
 * W3C's headers, which OpenTelemetry uses. SkyWalking's are passed on as they came, since this
 * process has no span of that system.
 */
final class W3cPropagation implements Propagation {

  /** Where a span stands in its trace: the trace, the parent, and the flags. */
  static TraceParent place(Segment segment, int span) {
    var parent = TraceParent.of(segment.caller().traceparent());
    return parent == null
        ? new TraceParent(
            segment.high(),
            segment.low(),
            spanId(segment, span),
            TraceParent.SAMPLED | TraceParent.RANDOM)
        : new TraceParent(
            parent.traceHigh(),
            parent.traceLow(),
            spanId(segment, span),
            TraceParent.SAMPLED | (parent.flags() & TraceParent.RANDOM));
  }

  static long spanId(Segment segment, int span) {
    long id = segment.base() + span;
    return id == 0 ? Long.MIN_VALUE : id;
  }

  @Override
  public Caller.Decision decision(Caller caller) {
    return caller.byTraceparent().or(caller.bySw8());
  }

  @Override
  public TraceContext context(Segment segment, int span) {
    var place = place(segment, span);
    return new TraceContext(place.traceId(), Ids.hex(place.span()));
  }

  @Override
  public Map<String, String> headers(Segment segment, int span, String peer) {
    var headers = segment.caller().headers();
    if (TraceParent.of(segment.caller().traceparent()) == null) {
      headers.remove(Caller.TRACESTATE);
    }
    headers.put(Caller.TRACEPARENT, place(segment, span).toString());
    return headers;
  }

  @Override
  public Map<String, String> unrecorded(Caller caller) {
    var headers = caller.headers();
    if (TraceParent.of(caller.traceparent()) == null) {
      headers.remove(Caller.TRACESTATE);
      headers.put(
          Caller.TRACEPARENT,
          new TraceParent(Ids.random(), Ids.random(), Ids.random(), TraceParent.RANDOM).toString());
    }
    return headers;
  }
}

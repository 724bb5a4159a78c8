package io.outrigger.runtime.telemetry.trace;

import io.outrigger.spi.TraceContext;
import java.util.Map;

/** How one tracing system names spans, and takes traces from header to header. */
interface Propagation {

  /** Whether the caller wants its trace recorded. */
  Caller.Decision decision(Caller caller);

  /** Where a span of a segment stands. */
  TraceContext context(Segment segment, int span);

  /**
   * The headers that make a span of a segment the parent of what another system does.
   *
   * @param peer the address of that system
   */
  Map<String, String> headers(Segment segment, int span, String peer);

  /** The headers that tell another system that nobody records the trace. */
  Map<String, String> unrecorded(Caller caller);
}

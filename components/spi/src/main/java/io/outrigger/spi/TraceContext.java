package io.outrigger.spi;

/**
 * Where a call belongs in a distributed trace.
 *
 * @param traceId the trace; empty when the call is not traced
 * @param spanId the span that work done now belongs to; empty when the call is not traced
 */
public record TraceContext(String traceId, String spanId) {

  private static final TraceContext NONE = new TraceContext("", "");

  /** The context of a call that is not traced. */
  public static TraceContext none() {
    return NONE;
  }
}

package io.outrigger.runtime.trace;

import io.outrigger.spi.TraceContext;
import org.slf4j.spi.LoggingEventBuilder;

/** Records of the log that belong to a trace. */
public final class Traced {

  /** What a trace is called in the log. */
  public static final String TRACE_ID = "trace_id";

  private Traced() {}

  /** {@code record}, which says which trace it belongs to, if it belongs to one. */
  public static LoggingEventBuilder by(TraceContext trace, LoggingEventBuilder record) {
    return trace.traceId().isEmpty() ? record : record.addKeyValue(TRACE_ID, trace.traceId());
  }
}

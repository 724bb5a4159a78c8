package io.outrigger.runtime.telemetry.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a call say of its trace, as they came; nothing is decoded that nobody asks
 * for.
 *
 * @param sw8 of SkyWalking; null for none, as the others
 * @param correlation {@code sw8-correlation}
 * @param traceparent of W3C
 * @param tracestate of W3C
 */
record Caller(
    @Nullable String sw8,
    @Nullable String correlation,
    @Nullable String traceparent,
    @Nullable String tracestate) {

  /** A caller without a trace. */
  static final Caller UNTRACED = new Caller(null, null, null, null);

  static final String SW8 = "sw8";
  static final String CORRELATION = "sw8-correlation";
  static final String TRACEPARENT = "traceparent";
  static final String TRACESTATE = "tracestate";

  /** Reads what stands in the headers. */
  static Caller of(Function<String, @Nullable String> headers) {
    var sw8 = headers.apply(SW8);
    var correlation = headers.apply(CORRELATION); // Agents send it on its own, too.
    var traceparent = headers.apply(TRACEPARENT);
    if (sw8 == null && correlation == null && traceparent == null) {
      return UNTRACED;
    }
    var tracestate = traceparent == null ? null : headers.apply(TRACESTATE);
    return new Caller(sw8, correlation, traceparent, tracestate);
  }

  /** Whether no header says anything. */
  boolean isUntraced() {
    return sw8 == null && correlation == null && traceparent == null;
  }

  /** The headers as they came, for the next system to read. */
  Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    put(headers, SW8, sw8);
    put(headers, CORRELATION, correlation);
    put(headers, TRACEPARENT, traceparent);
    put(headers, TRACESTATE, tracestate);
    return headers;
  }

  private static void put(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  /** What the caller has decided by {@code sw8}. */
  Decision bySw8() {
    if (sw8 == null) {
      return Decision.OPEN;
    }
    if (sw8.startsWith("1-")) {
      return Decision.RECORD;
    }
    return sw8.startsWith("0-") ? Decision.SKIP : Decision.OPEN;
  }

  /** What the caller has decided by {@code traceparent}. */
  Decision byTraceparent() {
    var parent = TraceParent.of(traceparent);
    if (parent == null) {
      return Decision.OPEN;
    }
    return parent.isSampled() ? Decision.RECORD : Decision.SKIP;
  }

  /** Whether a caller wants its trace recorded. */
  enum Decision {
    /** It does. */
    RECORD,
    /** It does not. */
    SKIP,
    /** It has not said. */
    OPEN;

    Decision or(Decision other) {
      return this == OPEN ? other : this;
    }
  }
}

package io.outrigger.runtime.telemetry.trace;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context.
 *
 * @param traceHigh the upper half of the trace's id
 * @param traceLow the lower half; not both are 0
 * @param span the caller's span, not 0
 * @param flags the lowest bit says that the caller records the trace
 */
record TraceParent(long traceHigh, long traceLow, long span, int flags) {

  /** That a trace is recorded. */
  static final int SAMPLED = 1;

  /** That the trace's id is random; passed on as it came. */
  static final int RANDOM = 2;

  private static final int LENGTH = 55;
  private static final int TRACE_AT = 3;
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;

  /** Reads a header; null for none, and for one that is not right. */
  static @Nullable TraceParent of(@Nullable String text) {
    if (text == null || !hasForm(text)) {
      return null;
    }
    var parent =
        new TraceParent(
            number(text, TRACE_AT, TRACE_AT + 16),
            number(text, TRACE_AT + 16, SPAN_AT - 1),
            number(text, SPAN_AT, FLAGS_AT - 1),
            (int) number(text, FLAGS_AT, LENGTH));
    return parent.isValid() ? parent : null;
  }

  /** A later version may say more, after another dash; its first fields are these. */
  private static boolean hasForm(String text) {
    if (text.length() < LENGTH || !isHexBetweenDashes(text)) {
      return false;
    }
    boolean first = text.startsWith("00");
    return first
        ? text.length() == LENGTH
        : !text.startsWith("ff") && (text.length() == LENGTH || text.charAt(LENGTH) == '-');
  }

  private static boolean isHexBetweenDashes(String text) {
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean isDashHere = i == TRACE_AT - 1 || i == SPAN_AT - 1 || i == FLAGS_AT - 1;
      boolean isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (isDashHere ? c != '-' : !isHex) {
        return false;
      }
    }
    return true;
  }

  /** The number of hexadecimal digits that have been checked, which every call pays for. */
  private static long number(String digits, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      char c = digits.charAt(i);
      number = number << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return number;
  }

  private boolean isValid() {
    return (traceHigh != 0 || traceLow != 0) && span != 0;
  }

  boolean isSampled() {
    return (flags & SAMPLED) != 0;
  }

  /** The trace's id in hexadecimal digits. */
  String traceId() {
    return Ids.hex(traceHigh, traceLow);
  }

  @Override
  public String toString() {
    var hex = HexFormat.of();
    return "00-" + traceId() + '-' + Ids.hex(span) + '-' + hex.toHexDigits((byte) flags);
  }
}

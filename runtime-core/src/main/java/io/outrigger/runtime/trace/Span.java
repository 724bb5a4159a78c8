package io.outrigger.runtime.trace;

import io.outrigger.spi.TraceContext;
import java.util.Map;

/**
 * A piece of work in a trace. Safe for use by many threads, one after the other; what is begun
 * within it may go on at the same time.
 */
public interface Span {

  /** A span that nobody records. */
  static Span none() {
    return Nothing.INSTANCE;
  }

  /** The handling of the call begins on this thread; told before anything is begun within it. */
  default void handling() {}

  /** Begins a span of work within this one that another system does. */
  Span exit(Exit exit);

  /** Where this span stands; empty when nobody records it. */
  TraceContext context();

  /**
   * The headers that take the trace on to another system, by their names; none when nobody records
   * it.
   *
   * @param peer the address of that system, as {@code host:port}
   */
  Map<String, String> headers(String peer);

  /**
   * Ends it; nothing happens the second time.
   *
   * @param code how it ended, such as {@code OK} or {@code NOT_FOUND}
   * @param isFailure whether that was a failure
   */
  void end(String code, boolean isFailure);
}

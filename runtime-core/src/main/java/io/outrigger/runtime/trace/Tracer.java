package io.outrigger.runtime.trace;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Begins the spans of the calls that reach the sidecar. Safe for use by many threads. */
public interface Tracer {

  /** A tracer that records nothing. */
  static Tracer none() {
    return Nothing.INSTANCE;
  }

  /**
   * Begins the span of a call of the app. It may belong to a trace that the caller's headers tell.
   *
   * @param operation the full name of the method, such as {@code
   *     spec.proto.runtime.v1.Runtime/GetState}
   * @param headers the value of the header of a name in lower case, the last one if there are
   *     several; only to be asked before this returns, and for a few names that stay the same
   */
  Span entry(String operation, Function<String, @Nullable String> headers);
}

package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.util.Map;

/** A span that nobody records; other systems are told so. */
record Unrecorded(Propagation propagation, Caller caller) implements Span {

  @Override
  public Span exit(Exit exit) {
    return this;
  }

  @Override
  public TraceContext context() {
    return TraceContext.none();
  }

  @Override
  public Map<String, String> headers(String peer) {
    return propagation.unrecorded(caller);
  }

  @Override
  public void end(String code, boolean isFailure) {
    // Nobody wants to know.
  }
}

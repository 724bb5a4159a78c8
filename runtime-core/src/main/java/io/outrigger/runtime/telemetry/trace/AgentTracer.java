package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Span;
import io.outrigger.runtime.trace.Tracer;
import java.util.function.Function;
import org.apache.skywalking.apm.toolkit.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the spans of calls to the SkyWalking Java agent, which sees them itself, and gives it
 * those of components, whose clients it does not know.
 */
final class AgentTracer implements Tracer {

  /** Whether the agent is in this process: without it the toolkit knows of no trace at all. */
  static boolean isAttached() {
    return !TraceContext.traceId().isEmpty();
  }

  @Override
  public Span entry(String operation, Function<String, @Nullable String> headers) {
    return new AgentCall();
  }
}

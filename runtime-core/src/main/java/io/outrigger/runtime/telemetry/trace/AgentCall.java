package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.util.Map;
import java.util.Set;
import org.apache.skywalking.apm.toolkit.trace.ContextCarrierRef;
import org.apache.skywalking.apm.toolkit.trace.ContextSnapshotRef;
import org.apache.skywalking.apm.toolkit.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The span of a call that the agent has. The agent keeps it with the thread that the handling of
 * the call begins on; what is done on other threads is tied to it by a snapshot.
 */
final class AgentCall implements Span {

  /** What the agent says where no trace is, and where it does not record one. */
  private static final Set<String> NO_TRACE = Set.of("", "N/A", "Ignored_Trace");

  private volatile TraceContext context = TraceContext.none();
  private volatile @Nullable ContextSnapshotRef snapshot;

  @Override
  public void handling() {
    var here = here();
    if (!NO_TRACE.contains(here.traceId())) {
      context = here;
      snapshot = Tracer.capture();
    }
  }

  private static TraceContext here() {
    var trace = org.apache.skywalking.apm.toolkit.trace.TraceContext.traceId();
    var segment = org.apache.skywalking.apm.toolkit.trace.TraceContext.segmentId();
    int span = org.apache.skywalking.apm.toolkit.trace.TraceContext.spanId();
    return new TraceContext(trace, segment + '-' + span);
  }

  @Override
  public Span exit(Exit exit) {
    var known = snapshot;
    if (known == null) {
      return Span.none();
    }
    var here = here().traceId();
    if (here.equals(context.traceId())) {
      return begun(exit);
    }
    return NO_TRACE.contains(here) ? elsewhere(exit, known) : Span.none();
  }

  /** A thread without a trace gets a span of its own around the exit, which ends at once. */
  private Span elsewhere(Exit exit, ContextSnapshotRef known) {
    var _ = Tracer.createLocalSpan(exit.operation());
    try {
      Tracer.continued(known);
      return begun(exit);
    } finally {
      Tracer.stopSpan();
    }
  }

  private Span begun(Exit exit) {
    var carrier = new ContextCarrierRef();
    var span =
        exit.peer().isEmpty()
            ? Tracer.createLocalSpan(exit.operation())
            : Tracer.createExitSpan(exit.operation(), carrier, exit.peer());
    span.tag("component", exit.instance());
    span.tag("component.type", exit.type());
    var pending = span.prepareForAsync();
    var place = here();
    Tracer.stopSpan();
    return new AgentExit(pending, carrier, place);
  }

  @Override
  public TraceContext context() {
    return context;
  }

  /** The agent gives headers to exits only. */
  @Override
  public Map<String, String> headers(String peer) {
    return Map.of();
  }

  @Override
  public void end(String code, boolean isFailure) {
    // The agent sees that itself.
  }
}

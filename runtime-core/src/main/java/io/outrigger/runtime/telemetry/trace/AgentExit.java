package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.skywalking.apm.toolkit.trace.ContextCarrierRef;
import org.apache.skywalking.apm.toolkit.trace.SpanRef;

/** A span that the agent has, and that ends on any thread. */
final class AgentExit implements Span {

  private final SpanRef span;
  private final ContextCarrierRef carrier;
  private final TraceContext context;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * A span that has been made ready to end elsewhere.
   *
   * @param carrier has the headers for the other system
   */
  AgentExit(SpanRef span, ContextCarrierRef carrier, TraceContext context) {
    this.span = span;
    this.carrier = carrier;
    this.context = context;
  }

  /** The agent's spans on other threads are tied to the call, and not to an exit. */
  @Override
  public Span exit(Exit exit) {
    return Span.none();
  }

  @Override
  public TraceContext context() {
    return context;
  }

  /** Those that the agent made for the exit's own peer. */
  @Override
  public Map<String, String> headers(String peer) {
    var headers = new LinkedHashMap<String, String>();
    for (var item = carrier.items(); item != null && item.hasNext(); ) {
      item = item.next();
      headers.put(item.getHeadKey(), item.getHeadValue());
    }
    return headers;
  }

  @Override
  public void end(String code, boolean isFailure) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    if (isFailure) {
      span.log(new Failed(code));
    }
    var _ = span.asyncFinish();
  }

  /** What tells the agent of a failure; it has no stack, which would be that of a callback. */
  private static final class Failed extends Exception {

    private static final long serialVersionUID = 1L;

    Failed(String code) {
      super(code, null, false, false);
    }
  }
}

package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another system does for a call; its segment keeps it. */
final class ExitSpan implements Span {

  private final Segment segment;
  private final Exit exit;
  private final int id;
  private final int parent;
  private final @Nullable ExitSpan previous;
  private final long beganNanos = System.nanoTime();
  private final SpanEnd end = new SpanEnd();

  /** Begins now. */
  ExitSpan(Segment segment, Exit exit, int id, int parent, @Nullable ExitSpan previous) {
    this.segment = segment;
    this.exit = exit;
    this.id = id;
    this.parent = parent;
    this.previous = previous;
  }

  @Override
  public Span exit(Exit exit) {
    return segment.exit(exit, id);
  }

  @Override
  public TraceContext context() {
    return segment.propagation().context(segment, id);
  }

  @Override
  public Map<String, String> headers(String peer) {
    return segment.propagation().headers(segment, id, peer);
  }

  @Override
  public void end(String code, boolean isFailure) {
    if (end.first(code, isFailure)) {
      segment.leave();
    }
  }

  /** What is done. */
  Exit what() {
    return exit;
  }

  /** Its number in the segment, from 1. */
  int id() {
    return id;
  }

  /** The number of the span that it is in. */
  int parent() {
    return parent;
  }

  /** The span that the segment had before; null for the first one. */
  @Nullable ExitSpan previous() {
    return previous;
  }

  SpanEnd ending() {
    return end;
  }

  /** When it began, in nanoseconds since 1970. */
  long beganEpochNanos() {
    return segment.epochNanos(beganNanos);
  }

  /** When it ended, in nanoseconds since 1970. */
  long endedEpochNanos() {
    return segment.epochNanos(end.nanos());
  }
}

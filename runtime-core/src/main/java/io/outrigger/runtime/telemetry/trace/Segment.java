package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call does in this process: the call's own span, which this is, too, and those of what
 * other systems do for it. It is finished when the last of them has ended. Safe for use by many
 * threads; the lists and ends are to be read when it is finished.
 */
final class Segment implements Span {

  /** More are counted as lost, as SkyWalking's own agents do it. */
  static final int MOST_EXITS = 300;

  private static final int ENTRY = 0;
  private static final long NANOS = 1_000_000_000;

  private final String operation;
  private final Caller caller;
  private final Propagation propagation;
  private final Consumer<Segment> finished;
  private final long high = Ids.random();
  private final long low = Ids.random();
  private final long base = Ids.random();
  private final long beganEpochNanos = epochNanos();
  private final long beganNanos = System.nanoTime();

  /** The spans that have not ended; nothing is added any more when it is 0. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final AtomicReference<@Nullable ExitSpan> newest = new AtomicReference<>();
  private final SpanEnd end = new SpanEnd();
  private volatile boolean isLimited;

  /** Begins now. */
  Segment(String operation, Caller caller, Propagation propagation, Consumer<Segment> finished) {
    this.operation = operation;
    this.caller = caller;
    this.propagation = propagation;
    this.finished = finished;
  }

  private static long epochNanos() {
    var now = Instant.now();
    return now.getEpochSecond() * NANOS + now.getNano();
  }

  @Override
  public Span exit(Exit exit) {
    return exit(exit, ENTRY);
  }

  /** Begins a span in another one of this segment; one that comes too late is not recorded. */
  Span exit(Exit exit, int parent) {
    if (!enter()) {
      return Span.none();
    }
    var span = added(exit, parent);
    if (span == null) {
      isLimited = true;
      leave();
      return Span.none();
    }
    return span;
  }

  private boolean enter() {
    while (true) {
      int present = open.get();
      if (present == 0) {
        return false;
      }
      if (open.compareAndSet(present, present + 1)) {
        return true;
      }
    }
  }

  private @Nullable ExitSpan added(Exit exit, int parent) {
    while (true) {
      var previous = newest.get();
      int id = previous == null ? ENTRY + 1 : previous.id() + 1;
      if (id > MOST_EXITS) {
        return null;
      }
      var span = new ExitSpan(this, exit, id, parent, previous);
      if (newest.compareAndSet(previous, span)) {
        return span;
      }
    }
  }

  /** One of the spans has ended. */
  void leave() {
    if (open.decrementAndGet() == 0) {
      finished.accept(this);
    }
  }

  @Override
  public TraceContext context() {
    return propagation.context(this, ENTRY);
  }

  @Override
  public Map<String, String> headers(String peer) {
    return propagation.headers(this, ENTRY, peer);
  }

  @Override
  public void end(String code, boolean isFailure) {
    if (end.first(code, isFailure)) {
      leave();
    }
  }

  /** What the call was for. */
  String operation() {
    return operation;
  }

  /** The operation as a path, which is what collectors group by. */
  String endpoint() {
    return '/' + operation;
  }

  Caller caller() {
    return caller;
  }

  Propagation propagation() {
    return propagation;
  }

  /** The upper half of the id of a trace that begins with this segment. */
  long high() {
    return high;
  }

  /** The lower half of it. */
  long low() {
    return low;
  }

  /** The id of the first span, where spans have ids of their own. */
  long base() {
    return base;
  }

  /** How the call ended. */
  SpanEnd ending() {
    return end;
  }

  /** When it began, in nanoseconds since 1970. */
  long beganEpochNanos() {
    return beganEpochNanos;
  }

  /** A reading of {@link System#nanoTime()} in nanoseconds since 1970. */
  long epochNanos(long nanos) {
    return beganEpochNanos + (nanos - beganNanos);
  }

  /** The spans of what other systems did, oldest first. */
  List<ExitSpan> exits() {
    var exits = new ArrayList<ExitSpan>();
    for (var span = newest.get(); span != null; span = span.previous()) {
      exits.add(span);
    }
    Collections.reverse(exits);
    return exits;
  }

  /** Whether there were more than are kept. */
  boolean isLimited() {
    return isLimited;
  }
}

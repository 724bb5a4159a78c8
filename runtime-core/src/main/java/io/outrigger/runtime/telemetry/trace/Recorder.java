package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.telemetry.Sampler;
import io.outrigger.runtime.trace.Span;
import io.outrigger.runtime.trace.Tracer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins the segments of calls. What the caller has decided is kept to; otherwise chance decides,
 * once for the whole call.
 */
final class Recorder implements Tracer {

  private final Propagation propagation;
  private final Sampler sampler;
  private final Consumer<Segment> finished;
  private final Span unrecorded;

  /**
   * A tracer.
   *
   * @param finished is given each segment when its last span has ended; must not block
   */
  Recorder(Propagation propagation, Sampler sampler, Consumer<Segment> finished) {
    this.propagation = propagation;
    this.sampler = sampler;
    this.finished = finished;
    unrecorded = new Unrecorded(propagation, Caller.UNTRACED);
  }

  @Override
  public Span entry(String operation, Function<String, @Nullable String> headers) {
    var caller = Caller.of(headers);
    if (caller.isUntraced()) {
      return sampler.chooses() ? new Segment(operation, caller, propagation, finished) : unrecorded;
    }
    boolean recorded =
        switch (propagation.decision(caller)) {
          case RECORD -> true;
          case SKIP -> false;
          case OPEN -> sampler.chooses();
        };
    return recorded
        ? new Segment(operation, caller, propagation, finished)
        : new Unrecorded(propagation, caller);
  }
}

package io.outrigger.runtime.fake;

import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.runtime.trace.Tracer;
import io.outrigger.spi.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes down the beginnings and ends of spans, in their order. Safe for use by many threads. */
public final class RecordedSpans implements Tracer {

  private final List<String> events = new CopyOnWriteArrayList<>();

  /** What has happened, such as {@code begin state.get} and {@code end state.get OK}. */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public Span entry(String operation, Function<String, @Nullable String> headers) {
    return new Recorded(operation);
  }

  private final class Recorded implements Span {

    private final String operation;

    Recorded(String operation) {
      this.operation = operation;
      events.add("begin " + operation);
    }

    @Override
    public Span exit(Exit exit) {
      return new Recorded(exit.operation());
    }

    @Override
    public TraceContext context() {
      return new TraceContext("trace", operation);
    }

    @Override
    public Map<String, String> headers(String peer) {
      return Map.of("trace", operation);
    }

    @Override
    public void end(String code, boolean isFailure) {
      events.add("end " + operation + ' ' + code + (isFailure ? " failed" : ""));
    }
  }
}

package io.outrigger.runtime.trace;

import io.outrigger.spi.TraceContext;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records nothing. */
enum Nothing implements Tracer, Span {
  INSTANCE;

  @Override
  public Span entry(String operation, Function<String, @Nullable String> headers) {
    return this;
  }

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
    return Map.of();
  }

  @Override
  public void end(String code, boolean isFailure) {
    // Nobody wants to know.
  }
}

package io.outrigger.runtime.telemetry.trace;

import java.util.concurrent.atomic.AtomicBoolean;

/** How a span ended, told once. To be read by whoever has learnt that it ended. */
final class SpanEnd {

  private final AtomicBoolean told = new AtomicBoolean();
  private String code = "";
  private boolean failure;
  private long nanos;

  /** Keeps an end; false when there was one. */
  boolean first(String code, boolean isFailure) {
    if (!told.compareAndSet(false, true)) {
      return false;
    }
    this.code = code;
    failure = isFailure;
    nanos = System.nanoTime();
    return true;
  }

  String code() {
    return code;
  }

  boolean isFailure() {
    return failure;
  }

  /** When it ended, as a reading of {@link System#nanoTime()}. */
  long nanos() {
    return nanos;
  }
}

package io.outrigger.runtime.component;

import io.outrigger.runtime.trace.Traced;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.TraceContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of one instance that nobody has foreseen: a line for each, with a stack trace
 * once in ten seconds. Safe for use by many threads.
 */
final class DefectLog {

  private static final Logger log = LoggerFactory.getLogger(DefectLog.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final String instance;
  private final LongSupplier nanoTime;

  /** When the next stack trace may be written. */
  private final AtomicLong nextTrace;

  /** A log that tells time by {@code nanoTime}. */
  DefectLog(String instance, LongSupplier nanoTime) {
    this.instance = instance;
    this.nanoTime = nanoTime;
    this.nextTrace = new AtomicLong(nanoTime.getAsLong());
  }

  /** Logs a failure of an operation that belongs to {@code trace}. */
  void add(ComponentException failure, TraceContext trace) {
    var record = Traced.by(trace, log.atWarn());
    if (mayTrace()) {
      record.setCause(failure).log("component={} event=operation_failed", instance);
    } else {
      record.log("component={} event=operation_failed cause={}", instance, failure.getMessage());
    }
  }

  private boolean mayTrace() {
    long now = nanoTime.getAsLong();
    long next = nextTrace.get();
    return now - next >= 0 && nextTrace.compareAndSet(next, now + PAUSE_NANOS);
  }
}

package io.outrigger.runtime.component;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Meters;
import org.jspecify.annotations.Nullable;

/** Counts what instances do. Safe for use by many threads. */
public interface ComponentTelemetry {

  /** Counts nothing. */
  static ComponentTelemetry none() {
    return NoComponentTelemetry.INSTANCE;
  }

  /** The counters of one instance, which is asked for once. */
  OfInstance of(String kind, String name, String type);

  /** The counters of one instance. */
  interface OfInstance {

    /** What the component counts itself. */
    Meters meters();

    /** The counter of one operation, such as {@code tryLock}; it is asked for once and kept. */
    OperationMeter operation(String name);
  }

  /** Counts the ends of one operation of an instance. */
  @FunctionalInterface
  interface OperationMeter {

    /**
     * An operation has ended.
     *
     * @param nanos how long it took
     * @param failure what kind of failure it ended with; null for none
     */
    void ended(long nanos, @Nullable ErrorCode failure);
  }
}

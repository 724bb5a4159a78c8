package io.outrigger.spi;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Registers a component's own meters, which carry the labels kind, component and type besides. A
 * meter is registered once, when the component is constructed, and kept; never during a call.
 * Asking twice for one name gives the same meter.
 */
public interface Meters {

  /** A count that only grows; {@code name} in snake case without unit suffix. */
  Counter counter(String name, String doc);

  /** A distribution of durations. */
  Timer timer(String name, String doc);

  /** A value that is read when somebody looks. */
  void gauge(String name, String doc, DoubleSupplier value);

  /** A count that only grows. */
  interface Counter {

    /** Adds a number that is not negative. */
    void add(long amount);
  }

  /** A distribution of durations. */
  interface Timer {

    /** Records one duration. */
    void record(Duration duration);
  }

  /** Meters that nobody reads. */
  static Meters none() {
    return NoMeters.INSTANCE;
  }
}

package io.outrigger.testkit;

import io.outrigger.spi.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Meters that a test reads by name. Safe for use by many threads. */
public final class RecordingMeters implements Meters {

  private final ConcurrentMap<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Queue<Duration>> timers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String doc) {
    var counter = counters.computeIfAbsent(name, ignored -> new LongAdder());
    return amount -> {
      if (amount < 0) {
        throw new IllegalArgumentException(
            "counter \"" + name + "\": " + amount + " (expected: >= 0)");
      }
      counter.add(amount);
    };
  }

  @Override
  public Timer timer(String name, String doc) {
    return timers.computeIfAbsent(name, ignored -> new ConcurrentLinkedQueue<>())::add;
  }

  @Override
  public void gauge(String name, String doc, DoubleSupplier value) {
    gauges.putIfAbsent(name, value);
  }

  /**
   * What has been added to a counter.
   *
   * @throws IllegalArgumentException when no counter of that name was registered
   */
  public long count(String name) {
    return registered(counters, name).sum();
  }

  /**
   * The durations that a timer has recorded, the oldest first.
   *
   * @throws IllegalArgumentException when no timer of that name was registered
   */
  public List<Duration> durations(String name) {
    return List.copyOf(registered(timers, name));
  }

  /**
   * What a gauge shows now.
   *
   * @throws IllegalArgumentException when no gauge of that name was registered
   */
  public double level(String name) {
    return registered(gauges, name).getAsDouble();
  }

  private static <M> M registered(ConcurrentMap<String, M> meters, String name) {
    var meter = meters.get(name);
    if (meter == null) {
      throw new IllegalArgumentException(
          "meter \"" + name + "\" (expected: one of " + meters.keySet() + ")");
    }
    return meter;
  }
}

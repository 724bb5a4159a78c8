package io.outrigger.runtime.telemetry;

import io.outrigger.spi.Meters;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters that somebody else names: a component, or a part of the runtime. What has a name that
 * cannot be, or is one too many, is not shown: it must not break who counts. The log says so of the
 * first one. Safe for use by many threads.
 */
final class NamedMeters implements Meters {

  private static final Logger log = LoggerFactory.getLogger(NamedMeters.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final int MOST = 64;

  /** What the runtime itself says of every instance. */
  private static final Set<String> TAKEN = Set.of("operations", "up");

  private final MeterStore store;
  private final String prefix;
  private final String[] labels;

  /** Guards {@link #names}. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Set<String> names = new HashSet<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Meters whose names begin with {@code prefix}.
   *
   * @param labels what they all have, names and values in turn
   */
  NamedMeters(MeterStore store, String prefix, String... labels) {
    this.store = store;
    this.prefix = prefix;
    this.labels = labels.clone();
  }

  @Override
  public Counter counter(String name, String doc) {
    return made(
        name,
        () -> {
          var counter = store.counter(dotted(name), doc, labels);
          return amount -> counter.increment((double) amount);
        },
        () -> Meters.none().counter(name, doc));
  }

  @Override
  public Timer timer(String name, String doc) {
    return made(
        name,
        () -> {
          var histogram = store.histogram(prefix + name + "_seconds", doc, labels);
          return duration -> histogram.record(duration.toNanos());
        },
        () -> Meters.none().timer(name, doc));
  }

  @Override
  public void gauge(String name, String doc, DoubleSupplier value) {
    var _ =
        made(
            name,
            () -> {
              store.gauge(dotted(name), doc, () -> read(value), labels);
              return true;
            },
            () -> false);
  }

  /** A failure may say a secret, and Micrometer would log it. */
  private static double read(DoubleSupplier value) {
    try {
      return value.getAsDouble();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }

  private String dotted(String name) {
    return (prefix + name).replace('_', '.');
  }

  private <T> T made(String name, Supplier<T> meter, Supplier<T> none) {
    try {
      admit(name);
      return meter.get();
    } catch (IllegalArgumentException e) {
      tell(name, e);
      return none.get();
    }
  }

  private void tell(String name, IllegalArgumentException refusal) {
    if (told.compareAndSet(false, true)) {
      log.warn(
          "event=meter_refused name={}{} labels=\"{}\" cause={}",
          prefix,
          name,
          String.join(" ", labels),
          refusal.getMessage());
    }
  }

  private void admit(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("expected: snake case of at most 60 characters");
    }
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException("the runtime's own");
    }
    lock.lock();
    try {
      if (names.size() >= MOST && !names.contains(name)) {
        throw new IllegalArgumentException("there are " + MOST + " already");
      }
      names.add(name);
    } finally {
      lock.unlock();
    }
  }
}

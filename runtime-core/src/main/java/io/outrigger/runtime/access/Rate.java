package io.outrigger.runtime.access;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many calls may begin in a second: as many at once as one second has, and then evenly. This is
 * the generic cell rate algorithm (ITU-T I.371): all it keeps is the time at which the next call
 * would come if they came evenly. Safe for use by many threads.
 */
final class Rate implements Bound {

  private static final double NANOS = 1e9;

  private final String refusal;
  private final long intervalNanos;
  private final long aheadNanos;
  private final LongSupplier clock;
  private final AtomicLong next;

  /**
   * A rate.
   *
   * @param perSecond more than 0; less than 1 for less than one call in a second
   * @param clock in nanoseconds, from any beginning
   */
  Rate(String setting, double perSecond, LongSupplier clock) {
    this.refusal = "%s (%s) calls have begun in this second".formatted(setting, text(perSecond));
    this.intervalNanos = Math.max(1, (long) (NANOS / perSecond));
    this.aheadNanos = Math.max(0, (long) NANOS - intervalNanos);
    this.clock = clock;
    this.next = new AtomicLong(clock.getAsLong());
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  @Override
  public boolean take() {
    long now = clock.getAsLong();
    while (true) {
      long due = next.get();
      long begins = due - now > 0 ? due : now;
      if (begins - now > aheadNanos) {
        return false;
      }
      if (next.compareAndSet(due, begins + intervalNanos)) {
        return true;
      }
    }
  }

  @Override
  public void undo() {
    next.addAndGet(-intervalNanos);
  }

  @Override
  public void giveBack() {
    // What has begun has begun.
  }

  @Override
  public String refusal() {
    return refusal;
  }
}

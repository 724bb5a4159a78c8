package io.outrigger.runtime.access;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a virtual thread of its own, until it is closed. */
public final class Repeater implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Repeater.class);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Repeater() {}

  /**
   * Begins; the first time is one {@code period} from now.
   *
   * @param action what it throws is logged as a defect, and it is done again all the same
   */
  public static Repeater start(String name, Duration period, Runnable action) {
    var repeater = new Repeater();
    Thread.ofVirtual().name(name).start(() -> repeater.run(period.toNanos(), action));
    return repeater;
  }

  private void run(long periodNanos, Runnable action) {
    try {
      while (!closed.await(periodNanos, TimeUnit.NANOSECONDS)) {
        attempt(action);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts it; whoever does ends it.
    }
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) { // A border: nobody else would see it.
      log.error("event=defect", e);
    }
  }

  /** Ends it after what it is doing. Nothing happens the second time. */
  @Override
  public void close() {
    closed.countDown();
  }
}

package io.outrigger.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class FakeClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /**
   * A clock that stands at the present, to the millisecond: near enough to the clock of a real
   * backend for times to be compared.
   */
  public FakeClock() {
    this(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A clock that stands at {@code start}. */
  public FakeClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves the clock on; a negative duration sets it back, as an administrator might. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public String toString() {
    return "FakeClock[" + now + "]";
  }
}

package io.outrigger.runtime.component;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The wall clock as it was when the sidecar started, and steady from there: leases and times to
 * live neither end early nor last longer when somebody sets the machine's clock.
 */
public final class SteadyClock implements InstantSource {

  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}

package io.outrigger.runtime.telemetry;

import java.util.concurrent.ThreadLocalRandom;

/** Chooses a part of what happens by chance. Safe for use by many threads. */
public final class Sampler {

  private static final double ALL = 0x1p32;

  private final long chosen;

  /**
   * Chooses by chance.
   *
   * @param rate from 0 for none to 1 for all
   */
  public Sampler(double rate) {
    chosen = (long) Math.ceil(rate * ALL);
  }

  /** Whether this one is chosen. */
  public boolean chooses() {
    return Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()) < chosen;
  }
}

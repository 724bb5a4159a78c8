package io.outrigger.runtime.telemetry.trace;

import java.util.concurrent.ThreadLocalRandom;

/** Chooses a part of the traces that begin here. Safe for use by many threads. */
final class Sampler {

  private static final double ALL = 0x1p32;

  private final long chosen;

  /**
   * Chooses by chance.
   *
   * @param rate from 0 for none to 1 for all
   */
  Sampler(double rate) {
    chosen = (long) (rate * ALL);
  }

  boolean chooses() {
    return Integer.toUnsignedLong(ThreadLocalRandom.current().nextInt()) < chosen;
  }
}

package io.outrigger.spi;

import java.util.function.DoubleSupplier;

/** Meters that nobody reads. */
enum NoMeters implements Meters {
  INSTANCE;

  @Override
  public Counter counter(String name, String doc) {
    return amount -> {};
  }

  @Override
  public Timer timer(String name, String doc) {
    return duration -> {};
  }

  @Override
  public void gauge(String name, String doc, DoubleSupplier value) {
    // Nobody reads it.
  }
}

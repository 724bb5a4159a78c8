package io.outrigger.runtime.component;

import io.outrigger.spi.Meters;

/** Counts nothing. */
enum NoComponentTelemetry implements ComponentTelemetry, ComponentTelemetry.OfInstance {
  INSTANCE;

  @Override
  public OfInstance of(String kind, String name, String type) {
    return this;
  }

  @Override
  public Meters meters() {
    return Meters.none();
  }

  @Override
  public OperationMeter operation(String name) {
    return (nanos, failure) -> {};
  }
}

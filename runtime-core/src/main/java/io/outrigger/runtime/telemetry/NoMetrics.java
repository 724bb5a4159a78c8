package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.component.ComponentTelemetry;
import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.spi.Meters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts nothing. */
enum NoMetrics implements Metrics {
  INSTANCE;

  @Override
  public CallMeters calls(Collection<String> methods) {
    return CallMeters.none();
  }

  @Override
  public ComponentTelemetry components() {
    return ComponentTelemetry.none();
  }

  @Override
  public Meters runtime() {
    return Meters.none();
  }

  @Override
  public void show(EventLoops loops) {
    // Nobody looks.
  }

  @Override
  public void show(List<InstanceConfig> instances, Supplier<List<DownInstance>> down) {
    // Nobody looks.
  }

  @Override
  public void show(TraceCounts traces) {
    // Nobody looks.
  }

  @Override
  public Optional<HttpHandler> page() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // There is nothing.
  }
}

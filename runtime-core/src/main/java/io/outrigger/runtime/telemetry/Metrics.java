package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.component.ComponentTelemetry;
import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.config.MetricsSettings;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.spi.Meters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is counted, and where it is read. Put together by one thread, used by many. */
public interface Metrics extends AutoCloseable {

  /** Figures for Prometheus; none, and no class of Micrometer either, when nobody reads them. */
  static Metrics of(Optional<MetricsSettings> settings) {
    return settings.isPresent() ? new PrometheusMetrics() : NoMetrics.INSTANCE;
  }

  /** Counts calls, those of the methods of these full names each for itself. */
  CallMeters calls(Collection<String> methods);

  /** Counts what instances do. */
  ComponentTelemetry components();

  /** What parts of the runtime count themselves; their names stand behind {@code outrigger_}. */
  Meters runtime();

  /** Shows how late event loops are, and what waits for them. */
  void show(EventLoops loops);

  /** Shows which of the instances can serve: all but those that are {@code down}. */
  void show(List<InstanceConfig> instances, Supplier<List<DownInstance>> down);

  /** Shows what has become of traces. */
  void show(TraceCounts traces);

  /** The page that Prometheus reads; empty when nothing is counted. */
  Optional<HttpHandler> page();

  @Override
  void close();
}

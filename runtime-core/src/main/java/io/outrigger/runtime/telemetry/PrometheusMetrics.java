package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.component.ComponentTelemetry;
import io.outrigger.runtime.component.DownInstance;
import io.outrigger.runtime.config.InstanceConfig;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.spi.Meters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Figures that Prometheus reads. */
final class PrometheusMetrics implements Metrics {

  private static final Duration SAMPLING = Duration.ofMillis(500);

  private final MeterStore store = new MeterStore();
  private final Meters runtime = new NamedMeters(store, "outrigger_");
  private final HttpHandler page = new MetricsPage(store);

  PrometheusMetrics() {
    ProcessMeters.show(store);
    store.gauge(
        Metric.BUILD,
        () -> 1,
        "version",
        Build.version(),
        "java_version",
        System.getProperty("java.version"));
  }

  @Override
  public CallMeters calls(Collection<String> methods) {
    return new ServerMeters(store, methods);
  }

  @Override
  public ComponentTelemetry components() {
    return new InstanceMeters(store);
  }

  @Override
  public Meters runtime() {
    return runtime;
  }

  @Override
  public void show(EventLoops loops) {
    for (int loop = 0; loop < loops.count(); loop++) {
      int number = loop;
      var label = Integer.toString(loop);
      var lag = store.histogram(Metric.LAG, "loop", label);
      loops.watchLag(number, SAMPLING, lag::record);
      store.gauge(Metric.PENDING, () -> loops.pendingTasks(number), "loop", label);
    }
    store.gauge(Metric.DIRECT_MEMORY, EventLoops::directMemoryBytes);
  }

  @Override
  public void show(List<InstanceConfig> instances, Supplier<List<DownInstance>> down) {
    for (var instance : instances) {
      var kind = instance.kind().name();
      var name = instance.name();
      store.gauge(
          Metric.UP,
          () -> isDown(down.get(), kind, name) ? 0 : 1,
          "kind",
          kind,
          "component",
          name,
          "type",
          instance.descriptor().type());
    }
  }

  private static boolean isDown(List<DownInstance> down, String kind, String name) {
    return down.stream().anyMatch(one -> one.kind().equals(kind) && one.name().equals(name));
  }

  @Override
  public void show(TraceCounts traces) {
    store.counter(Metric.TRACES_SENT, traces::sent);
    store.counter(Metric.TRACES_DROPPED, traces::dropped);
    store.gauge(Metric.TRACES_QUEUED, traces::queued);
  }

  @Override
  public Optional<HttpHandler> page() {
    return Optional.of(page);
  }

  @Override
  public void close() {
    store.registry().close();
  }
}

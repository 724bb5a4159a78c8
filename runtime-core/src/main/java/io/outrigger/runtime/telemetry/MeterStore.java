package io.outrigger.runtime.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * All meters: histograms of our own and what Micrometer has, shown together. Labels are given as
 * names and values in turn. Safe for use by many threads.
 */
final class MeterStore {

  private final PrometheusRegistry exposed = new PrometheusRegistry();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, exposed, Clock.SYSTEM);
  private final Map<String, HistogramFamily> histograms = new ConcurrentHashMap<>();

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * The histogram of a name and labels; the same one for the same.
   *
   * @param name as Prometheus shows it
   * @throws IllegalArgumentException when the name is that of another kind of meter
   */
  LatencyHistogram histogram(String name, String doc, String... labels) {
    return histograms.computeIfAbsent(name, ignored -> family(name, doc)).with(Labels.of(labels));
  }

  private HistogramFamily family(String name, String doc) {
    var family = new HistogramFamily(name, doc);
    exposed.register(family);
    return family;
  }

  LatencyHistogram histogram(Metric metric, String... labels) {
    return histogram(metric.exposedName(), metric.doc(), labels);
  }

  /**
   * The counter of a name and labels; the same one for the same.
   *
   * @param name with dots, and without what Prometheus adds
   * @throws IllegalArgumentException when the name is that of another kind of meter
   */
  Counter counter(String name, String doc, String... labels) {
    return Counter.builder(name).description(doc).tags(labels).register(registry);
  }

  /** Shows a count that is kept elsewhere. Micrometer holds what it reads from weakly: not this. */
  void counter(Metric metric, DoubleSupplier value, String... labels) {
    FunctionCounter.builder(metric.meterName(), this, store -> value.getAsDouble())
        .description(metric.doc())
        .tags(labels)
        .register(registry);
  }

  /**
   * Shows a value that is read when somebody looks.
   *
   * @param name with dots
   * @throws IllegalArgumentException when the name is that of another kind of meter
   */
  void gauge(String name, String doc, DoubleSupplier value, String... labels) {
    Gauge.builder(name, value::getAsDouble)
        .description(doc)
        .tags(Tags.of(labels))
        .register(registry);
  }

  void gauge(Metric metric, DoubleSupplier value, String... labels) {
    gauge(metric.meterName(), metric.doc(), value, labels);
  }
}

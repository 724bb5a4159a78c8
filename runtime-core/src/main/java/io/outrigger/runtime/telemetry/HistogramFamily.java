package io.outrigger.runtime.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The histograms of one name, each with its own labels. Safe for use by many threads. */
final class HistogramFamily implements Collector {

  private final String name;
  private final String doc;
  private final Map<Labels, LatencyHistogram> byLabels = new ConcurrentHashMap<>();

  /** A family without members. */
  HistogramFamily(String name, String doc) {
    this.name = name;
    this.doc = doc;
  }

  /** The histogram with these labels, made when there is none. */
  LatencyHistogram with(Labels labels) {
    return byLabels.computeIfAbsent(labels, LatencyHistogram::new);
  }

  @Override
  public MetricFamilyDescriptor getMetricFamilyDescriptor() {
    return MetricFamilyDescriptor.histogram(name).help(doc).build();
  }

  @Override
  public MetricSnapshot collect() {
    var snapshot = HistogramSnapshot.builder().name(name).help(doc);
    byLabels.values().forEach(histogram -> snapshot.dataPoint(histogram.snapshot()));
    return snapshot.build();
  }
}

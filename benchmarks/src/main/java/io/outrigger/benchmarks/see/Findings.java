package io.outrigger.benchmarks.see;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Throughput;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured, of each view beside {@link View#NOTHING}.
 *
 * @param segments what has become of traces
 */
record Findings(Map<View, Comparison<Throughput>> throughput, Map<View, Segments> segments) {

  Findings {
    throughput = Map.copyOf(throughput);
    segments = Map.copyOf(segments);
  }

  /** These findings and those of other processes. */
  Findings and(Findings other) {
    var allThroughput = new EnumMap<View, Comparison<Throughput>>(View.class);
    allThroughput.putAll(throughput);
    other.throughput.forEach((view, rounds) -> allThroughput.merge(view, rounds, Comparison::and));
    var allSegments = new EnumMap<View, Segments>(View.class);
    allSegments.putAll(segments);
    other.segments.forEach((view, counts) -> allSegments.merge(view, counts, Segments::and));
    return new Findings(allThroughput, allSegments);
  }

  /**
   * What has become of segments of traces, warm-up included.
   *
   * @param sent that the collector took
   * @param dropped that are lost
   */
  record Segments(double sent, double dropped) {

    private Segments and(Segments other) {
      return new Segments(sent + other.sent, dropped + other.dropped);
    }

    /** The part that is lost, 0 to 1. */
    double lost() {
      return dropped / Math.max(1, sent + dropped);
    }
  }
}

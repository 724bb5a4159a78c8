package io.outrigger.runtime.telemetry;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long things took, in fixed buckets from 0.1 ms to 10 s. Safe for use by many threads.
 *
 * <p>Not Micrometer's timer, which does the same and keeps a maximum: that costs five times as
 * much, twice for each call.
 */
final class LatencyHistogram {

  private static final double NANOS_PER_SECOND = 1e9;

  /** The upper bounds of the buckets in microseconds; one more has none. */
  private static final int[] BOUNDS_MICROS = {
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000
  };

  private static final double[] BOUNDS_SECONDS =
      DoubleStream.concat(
              IntStream.of(BOUNDS_MICROS).mapToDouble(micros -> micros / 1e6),
              DoubleStream.of(Double.POSITIVE_INFINITY))
          .toArray();

  private static final long[] BOUNDS_NANOS =
      IntStream.of(BOUNDS_MICROS).mapToLong(TimeUnit.MICROSECONDS::toNanos).toArray();

  private final Labels labels;
  private final LongAdder[] counts;
  private final LongAdder sumNanos = new LongAdder();

  LatencyHistogram(Labels labels) {
    this.labels = labels;
    counts = Stream.generate(LongAdder::new).limit(BOUNDS_SECONDS.length).toArray(LongAdder[]::new);
  }

  void record(long nanos) {
    counts[bucket(nanos)].increment();
    sumNanos.add(nanos);
  }

  /** Most is fast, so that the first bounds decide. */
  private static int bucket(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    return bucket;
  }

  /** What has been recorded until now, more or less at once. */
  HistogramDataPointSnapshot snapshot() {
    var now = Arrays.stream(counts).mapToLong(LongAdder::sum).boxed().toArray(Number[]::new);
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS_SECONDS, now))
        .sum(sumNanos.sum() / NANOS_PER_SECOND)
        .labels(labels)
        .build();
  }
}

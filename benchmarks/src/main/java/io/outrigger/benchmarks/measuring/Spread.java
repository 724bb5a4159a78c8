package io.outrigger.benchmarks.measuring;

import java.util.stream.DoubleStream;

/** A figure measured several times: its median, smallest and largest value. */
public record Spread(double median, double min, double max) {

  /**
   * The spread of {@code values}; the median of an even count is the mean of the middle two.
   *
   * @throws IllegalArgumentException when there is no value
   */
  static Spread of(DoubleStream values) {
    var sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values (expected: at least one)");
    }
    var middle = sorted.length / 2;
    var median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}

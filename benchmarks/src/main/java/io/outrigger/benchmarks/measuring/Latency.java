package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How long the calls of a run took, in microseconds: half of them, and all but one in 100. */
public record Latency(double p50, double p99) {

  /** Reads a log file of h2load: a line has the start, the status and the microseconds. */
  static Latency read(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return of(lines.mapToLong(Latency::micros).toArray());
    }
  }

  private static long micros(String line) {
    return Long.parseLong(line, line.lastIndexOf('\t') + 1, line.length(), 10);
  }

  /**
   * The percentiles by nearest rank; {@code micros} gets sorted.
   *
   * @throws BenchmarkException when there is none
   */
  public static Latency of(long[] micros) {
    if (micros.length == 0) {
      throw new BenchmarkException("no call was measured");
    }
    Arrays.sort(micros);
    return new Latency(percentile(micros, 50), percentile(micros, 99));
  }

  /** The same latencies measured in thousandths. */
  public Latency thousandth() {
    return new Latency(p50 / 1000, p99 / 1000);
  }

  private static double percentile(long[] sorted, int percent) {
    var rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}

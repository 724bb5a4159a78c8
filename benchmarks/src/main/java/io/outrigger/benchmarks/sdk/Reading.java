package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import java.util.function.LongSupplier;

/**
 * A file that is read over and over.
 *
 * @param file reads all of it, and says how many bytes that were
 */
record Reading(long bytes, LongSupplier file) implements Load.Work {

  private static final double MIB = 1 << 20;

  @Override
  public double until(long end) {
    var done = 0L;
    while (System.nanoTime() - end < 0) {
      var read = file.getAsLong();
      if (read != bytes) {
        throw new BenchmarkException(read + " bytes came (expected: " + bytes + ")");
      }
      done += read;
    }
    return done / MIB;
  }
}

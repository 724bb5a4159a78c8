package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.ProcFiles;

/**
 * What a process moved in a slice of time; a megabyte has a million bytes.
 *
 * @param cpuSeconds processor time of the process per gigabyte
 */
record Transfer(double megabytesPerSecond, double cpuSeconds) {

  private static final double MEGABYTE = 1e6;
  private static final double GIGABYTE = 1e9;

  /** From what went through and the processor time that the process used meanwhile. */
  static Transfer of(Tally tally, long ticks) {
    var cpuSeconds = ticks / ProcFiles.TICKS_PER_SECOND;
    return new Transfer(
        tally.bytes() / MEGABYTE / tally.seconds(), cpuSeconds / (tally.bytes() / GIGABYTE));
  }
}

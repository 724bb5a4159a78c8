package io.outrigger.benchmarks.firstlight;

/**
 * What a server did in a slice of time.
 *
 * @param callsPerSecond as h2load counts
 * @param cpuSeconds processor time of the server per 100,000 calls
 */
record Throughput(double callsPerSecond, double cpuSeconds) {

  private static final double CALLS = 100_000;

  /** From a run and the processor time that the server used in it. */
  static Throughput of(LoadResult load, long serverTicks) {
    var seconds = serverTicks / ProcFiles.TICKS_PER_SECOND;
    return new Throughput(load.callsPerSecond(), seconds / load.done() * CALLS);
  }
}

package io.outrigger.benchmarks.measuring;

/**
 * What a server did in a slice of time.
 *
 * @param callsPerSecond as the load generator counts
 * @param cpuSeconds processor time of the server per 100,000 calls
 */
public record Throughput(double callsPerSecond, double cpuSeconds) {

  private static final double CALLS = 100_000;

  /** From a run and the processor time that the server used in it. */
  public static Throughput of(LoadResult load, long serverTicks) {
    return new Throughput(load.callsPerSecond(), cpuSeconds(serverTicks, load.done()));
  }

  /** The processor time that a process used, per 100,000 calls. */
  public static double cpuSeconds(long ticks, long calls) {
    return ticks / ProcFiles.TICKS_PER_SECOND / calls * CALLS;
  }
}

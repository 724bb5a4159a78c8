package io.outrigger.benchmarks.redis;

/** How many calls were answered, and how fast. */
record Tally(double callsPerSecond, long calls) {

  /** Calls answered in some time. */
  static Tally of(long calls, double seconds) {
    return new Tally(calls / seconds, calls);
  }
}

package io.outrigger.benchmarks.firstlight;

/**
 * How much is measured.
 *
 * @param pairs how often both servers are started anew for the load
 * @param rounds of load per pair and transport
 * @param latencyRounds of load with a log per pair and transport
 * @param starts of each server for the start time
 * @param patience how many times as many rounds are made at most when others use the machine
 * @param sliceSeconds of load on one server in one round
 * @param warmUp before the first round over TCP
 */
record Plan(
    int pairs,
    int rounds,
    int latencyRounds,
    int starts,
    int patience,
    int sliceSeconds,
    WarmUp warmUp) {

  /** What figures worth telling need: the same JVM compiles a little differently each time. */
  static final Plan FULL = new Plan(3, 6, 2, 9, 3, 2, new WarmUp(3, 5));

  /** What shows in half a minute that the benchmark works. */
  static final Plan QUICK = new Plan(1, 2, 1, 3, 1, 1, new WarmUp(2, 1));

  Plan withSliceSeconds(int seconds) {
    return new Plan(pairs, rounds, latencyRounds, starts, patience, seconds, warmUp);
  }

  Plan withRounds(int count) {
    return new Plan(pairs, count, latencyRounds, starts, patience, sliceSeconds, warmUp);
  }

  /** As many quiet rounds as {@code wanted}, if others let us. */
  Rounds rounds(int wanted) {
    return new Rounds(wanted, wanted * patience);
  }

  /**
   * Load that is not measured, on both servers in turn.
   *
   * @param turns on each server
   * @param seconds of one turn
   */
  record WarmUp(int turns, int seconds) {}
}

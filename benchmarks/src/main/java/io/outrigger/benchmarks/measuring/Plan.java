package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.util.List;

/**
 * How much is measured.
 *
 * @param pairs how often both servers are started anew for the load
 * @param rounds of load per pair and transport
 * @param latencyRounds of load with a log per pair and transport
 * @param starts of each server for the start time, where that is measured
 * @param patience how many times as many rounds are made at most when others use the machine
 * @param sliceSeconds of load on one server in one round
 * @param warmUp before the first round
 */
public record Plan(
    int pairs,
    int rounds,
    int latencyRounds,
    int starts,
    int patience,
    int sliceSeconds,
    WarmUp warmUp) {

  /** The same with another length of a slice. */
  public Plan withSliceSeconds(int seconds) {
    return new Plan(pairs, rounds, latencyRounds, starts, patience, seconds, warmUp);
  }

  /** The same with another number of rounds. */
  public Plan withRounds(int count) {
    return new Plan(pairs, count, latencyRounds, starts, patience, sliceSeconds, warmUp);
  }

  /** As many quiet rounds as {@code wanted}, if others let us. */
  public Rounds rounds(int wanted) {
    return new Rounds(wanted, wanted * patience);
  }

  /**
   * Measures two sides in turn, the echo server or what stands for it first, after a warm-up of
   * both.
   *
   * @param running those processes of ours that run all the time
   */
  public <T> Comparison<T> compare(List<? extends Running> running, Work<T> echo, Work<T> sidecar)
      throws IOException, InterruptedException {
    for (var turn = 0; turn < warmUp.turns(); turn++) {
      var _ = echo.run(warmUp.seconds());
      var _ = sidecar.run(warmUp.seconds());
    }
    return rounds(rounds)
        .measure(running, () -> echo.run(sliceSeconds), () -> sidecar.run(sliceSeconds));
  }

  /** Measures one side for some seconds. */
  public interface Work<T> {

    T run(int seconds) throws IOException, InterruptedException;
  }

  /**
   * Load that is not measured, on both servers in turn.
   *
   * @param turns on each server
   * @param seconds of one turn
   */
  public record WarmUp(int turns, int seconds) {}
}

package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.util.List;

/**
 * Measures both servers in turn, the echo server or what stands for it first.
 *
 * @param wanted quiet rounds
 * @param limit of all rounds, quiet or not
 */
public record Rounds(int wanted, int limit) {

  /**
   * Measures until there are as many quiet rounds as wanted, or the limit is reached.
   *
   * @param running those processes of ours that run all the time
   */
  public <T> Comparison<T> measure(List<? extends Running> running, Slice<T> echo, Slice<T> sidecar)
      throws IOException, InterruptedException {
    var comparison = new Comparison<T>(List.of());
    while (comparison.quiet() < wanted && comparison.rounds().size() < limit) {
      var noise = new Noise(running);
      var first = echo.measure();
      var second = sidecar.measure();
      var round = new Round<>(first, second, noise.foreignCores());
      comparison = comparison.and(new Comparison<>(List.of(round)));
    }
    return comparison;
  }

  /** Measures one server for a while. */
  public interface Slice<T> {

    T measure() throws IOException, InterruptedException;
  }
}

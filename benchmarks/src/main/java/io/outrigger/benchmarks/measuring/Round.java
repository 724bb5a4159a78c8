package io.outrigger.benchmarks.measuring;

import java.util.function.ToDoubleFunction;

/**
 * Both servers measured one right after the other.
 *
 * @param foreignCores the processors that others used meanwhile
 */
public record Round<T>(T echo, T sidecar, double foreignCores) {

  /** What others may use before the figures tell more about them than about the servers. */
  private static final double QUIET_CORES = 0.25;

  /** Whether the machine was ours. */
  boolean isQuiet() {
    return foreignCores <= QUIET_CORES;
  }

  /** The sidecar's figure as a part of the echo server's. */
  double ratio(ToDoubleFunction<T> figure) {
    return figure.applyAsDouble(sidecar) / figure.applyAsDouble(echo);
  }
}

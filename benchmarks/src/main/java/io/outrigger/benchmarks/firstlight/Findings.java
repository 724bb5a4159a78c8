package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Latency;
import io.outrigger.benchmarks.measuring.Throughput;

/** All that the load has shown. */
record Findings(Traffic tcp, Traffic unix, Comparison<Memory> memory) {

  /** These findings and those of another pair of servers. */
  Findings and(Findings other) {
    return new Findings(tcp.and(other.tcp), unix.and(other.unix), memory.and(other.memory));
  }

  /** What the load over one transport has shown. */
  record Traffic(Comparison<Throughput> throughput, Comparison<Latency> latency) {

    private Traffic and(Traffic other) {
      return new Traffic(throughput.and(other.throughput), latency.and(other.latency));
    }
  }
}

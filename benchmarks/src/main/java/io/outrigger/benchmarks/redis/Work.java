package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Throughput;

/**
 * What a server did in a slice of time.
 *
 * @param redisCpuSeconds processor time of redis-server per 100,000 calls
 */
record Work(Throughput throughput, double redisCpuSeconds) {

  double callsPerSecond() {
    return throughput.callsPerSecond();
  }

  double cpuSeconds() {
    return throughput.cpuSeconds();
  }
}

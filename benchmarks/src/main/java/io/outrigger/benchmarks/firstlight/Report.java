package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.firstlight.Findings.Traffic;
import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Latency;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Table;
import io.outrigger.benchmarks.measuring.Throughput;

/**
 * The page that tells what was found.
 *
 * @param setting when, on what and of what, a line each
 */
record Report(String setting, Plan plan, Findings findings, Comparison<Double> starts) {

  private static final String HEAD =
      """
      # First light

      The distribution, asked for a value of 16 bytes in memory, beside a grpc-java server that does nothing on the same
      JVM options, libraries and event loops. [How it is measured and read](../../benchmarks/README.md).
      """;

  /** The page in Markdown. */
  String markdown() {
    return String.join("\n", HEAD, setting, "", table().toString(), "", method());
  }

  private String method() {
    return """
    Every figure is a median with the smallest and the largest value seen; a ratio is the median of the ratios of the
    rounds. Of calls per second more is better, of all else less.

    Fresh pairs of processes: %d. With each pair and transport, at 64 calls in flight: at least %d rounds of %d s
    per server, and %d more with a log for the latencies, after %d s of warm-up per server. Starts of each server: at
    least %d. A round is quiet when other processes used at most a quarter of a processor; the others do not count where
    two or more are quiet. Every answer was checked.
    """
        .formatted(
            plan.pairs(),
            plan.rounds(),
            plan.sliceSeconds(),
            plan.latencyRounds(),
            plan.warmUp().turns() * plan.warmUp().seconds(),
            plan.starts());
  }

  private Table table() {
    var table = Table.plain();
    add(table, "TCP", findings.tcp());
    add(table, "Unix socket", findings.unix());
    return table
        .row("start to first answered call, ms", 0, starts, Double::doubleValue)
        .row("resident memory after the first call, MiB", 0, findings.memory(), Memory::idle)
        .row("resident memory after the TCP load, MiB", 0, findings.memory(), Memory::loaded);
  }

  private static void add(Table table, String transport, Traffic traffic) {
    var throughput = traffic.throughput();
    var latency = traffic.latency();
    table
        .row(transport + ": calls per second", 0, throughput, Throughput::callsPerSecond)
        .row(transport + ": CPU s per 100,000 calls", 2, throughput, Throughput::cpuSeconds)
        .row(transport + ": p50, µs", 0, latency, Latency::p50)
        .row(transport + ": p99, µs", 0, latency, Latency::p99);
  }
}

package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Table;
import io.outrigger.benchmarks.measuring.Table.Label;
import io.outrigger.benchmarks.measuring.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page that tells what was found.
 *
 * @param setting when, on what and of what, a line each
 */
record Report(String setting, Plan plan, Findings findings) {

  /** One call at a time may take this many times as long as Redis and a call on their own. */
  private static final Target ONE_IN_FLIGHT = Target.atMost(1.6);

  private static final String HEAD =
      """
      # Redis

      The distribution with state, locks and ids in a Redis on the same processors, beside a grpc-java server that does
      nothing on the same JVM options, libraries and event loops. [How it is measured and read](../../benchmarks/README.md).
      """;

  /** The page in Markdown. */
  String markdown() {
    return String.join("\n", HEAD, setting, "", table().toString(), "", method());
  }

  private String method() {
    return """
    Every figure is a median with the smallest and the largest value seen; a ratio is the median of the ratios of the
    rounds. Of calls per second more is better, of all else less. TryLock and Unlock come from a load generator in
    grpc-java, which is slower than h2load, for the echo server as well: compare the processor time. In the rows "one in
    flight" the echo server's column has a call on it and a round trip to Redis, one after the other.

    Fresh pairs of processes: %d. With each pair and kind of call, at 64 calls in flight: at least %d rounds of %d s
    per server, after %d s of warm-up per server; with one call in flight %d rounds. A round is quiet when other
    processes used at most a quarter of a processor; the others do not count where two or more are quiet. Every answer
    was checked. The sidecar counted what metrics show, and had no tracing.
    """
        .formatted(
            plan.pairs(),
            plan.rounds(),
            plan.sliceSeconds(),
            plan.warmUp().turns() * plan.warmUp().seconds(),
            plan.latencyRounds());
  }

  private Table table() {
    var table = Table.withTargets();
    for (var operation : Operation.values()) {
      add(table, operation, rounds(findings.work().get(operation)));
    }
    for (var placement : Placement.values()) {
      add(table, placement, rounds(findings.trips().get(placement)));
    }
    return table;
  }

  private static <T> Comparison<T> rounds(@Nullable Comparison<T> comparison) {
    return Objects.requireNonNull(comparison, "not measured");
  }

  private static void add(Table table, Operation operation, Comparison<Work> work) {
    var speed = new Label(operation + ": calls per second", 0);
    var cpu = new Label(operation + ": CPU s per 100,000 calls", 2);
    var redis = new Label(operation + ": CPU s of Redis per 100,000 calls", 2);
    table
        .row(speed, work, Work::callsPerSecond, operation.speed())
        .row(cpu, work, Work::cpuSeconds, Target.none())
        .ofSidecar(redis, work, Work::redisCpuSeconds, operation.redisCpu());
  }

  private static void add(Table table, Placement placement, Comparison<Trip> trips) {
    var all = new Label("one in flight, " + placement + ": p50, µs", 0);
    table
        .row(all, trips, Trip::total, ONE_IN_FLIGHT)
        .ofEcho(new Label("— of it the call", 0), trips, Trip::call)
        .ofEcho(new Label("— of it Redis", 0), trips, Trip::redis);
  }
}

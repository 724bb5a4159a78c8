package io.outrigger.benchmarks.see;

import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Table;
import io.outrigger.benchmarks.measuring.Table.Label;
import io.outrigger.benchmarks.measuring.Target;
import io.outrigger.benchmarks.measuring.Throughput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page that tells what was found.
 *
 * @param setting when, on what and of what, a line each
 */
record Report(String setting, Plan plan, Findings findings) {

  /** A call that is counted and sampled may cost this many times as much processor time. */
  private static final Target CPU = Target.atMost(1.10);

  private static final String HEAD =
      """
      # Seeing

      What it costs a sidecar to be seen: the distribution, asked for a value of 16 bytes in memory, which is the least
      that a call can do, with and without what the rows name. [How it is measured and read](../../benchmarks/README.md).
      """;

  /** The page in Markdown. */
  String markdown() {
    return String.join("\n", HEAD, setting, "", table().toString(), "", method());
  }

  private Table table() {
    var table = Table.beside("not seen");
    add(table, View.SAMPLED, CPU);
    add(table, View.EVERYTHING, Target.none());
    return table;
  }

  private void add(Table table, View view, Target target) {
    var rounds = measured(findings.throughput().get(view));
    table
        .row(
            new Label(view + ": CPU s per 100,000 calls", 2),
            rounds,
            Throughput::cpuSeconds,
            target)
        .row(
            new Label(view + ": calls per second", 0),
            rounds,
            Throughput::callsPerSecond,
            Target.none());
  }

  private static <T> T measured(@Nullable T found) {
    return Objects.requireNonNull(found, "not measured");
  }

  private String method() {
    return """
    Every figure is a median with the smallest and the largest value seen; a ratio is the median of the ratios of the
    rounds. Of calls per second more is better, of processor time less, which is that of the sidecar alone: the
    collector, a process that takes everything and keeps nothing, has to share the processors with it.

    Fresh sets of processes: %d. With each set and row, at 64 calls in flight over TCP: at least %d rounds of %d s
    per sidecar, after at least %d s of warm-up per sidecar. A round is quiet when other processes used at most a
    quarter of a processor; the others do not count where two or more are quiet. Every answer was checked.

    Segments that found no room in the queue of 500, of all: %s with 1 %% of the traces, %s with every trace.
    """
        .formatted(
            plan.pairs(),
            plan.rounds(),
            plan.sliceSeconds(),
            plan.warmUp().turns() * plan.warmUp().seconds(),
            lost(View.SAMPLED),
            lost(View.EVERYTHING));
  }

  private String lost(View view) {
    return "%.1f %%".formatted(100 * measured(findings.segments().get(view)).lost());
  }
}

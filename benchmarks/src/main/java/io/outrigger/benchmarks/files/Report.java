package io.outrigger.benchmarks.files;

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

  private static final String HEAD =
      """
      # Files

      Files of 64 MiB through the distribution, in a folder beside nginx and in HDFS beside a plain Hadoop client, one at a
      time. [How it is measured and read](../../benchmarks/README.md).
      """;

  /** The page in Markdown. */
  String markdown() {
    return String.join("\n", HEAD, setting, "", table().toString(), "", method());
  }

  private String method() {
    return """
    Every figure is a median with the smallest and the largest value seen; a ratio is the median of the ratios of the
    rounds. Of MB/s more is better, of processor time less; 1 MB is 10^6 bytes, 1 GB 10^9. The processor time is that of
    the sidecar, of nginx, or of the plain Hadoop client: the sidecar's does not have that of the program that calls it.
    In the row "PutFile, beside GetFile" both are the sidecar's, over TCP, and the yardstick is GetFile.

    Fresh pairs of processes: %d. With each pair and row: at least %d rounds of %d s per side, after %d s of warm-up per
    side. A round is quiet when other processes used at most a quarter of a processor; the others do not count where
    two or more are quiet. Every answer was checked. The sidecar had no metrics and no tracing.
    """
        .formatted(
            plan.pairs(),
            plan.rounds(),
            plan.sliceSeconds(),
            plan.warmUp().turns() * plan.warmUp().seconds());
  }

  private Table table() {
    var table = Table.beside("yardstick");
    for (var row : Row.values()) {
      var rounds = rounds(findings.rows().get(row));
      table
          .row(new Label(row + ": MB/s", 0), rounds, Transfer::megabytesPerSecond, row.target())
          .row(new Label("— CPU s per GB", 2), rounds, Transfer::cpuSeconds, Target.none());
    }
    return table;
  }

  private static Comparison<Transfer> rounds(@Nullable Comparison<Transfer> comparison) {
    return Objects.requireNonNull(comparison, "not measured");
  }
}

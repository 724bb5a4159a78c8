package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Table;
import io.outrigger.benchmarks.measuring.Table.Label;
import io.outrigger.benchmarks.measuring.Target;

/**
 * The page that tells what was found.
 *
 * @param setting when, on what and of what, a line each
 */
record Report(String setting, Plan plan, Findings findings) {

  private static final String HEAD =
      """
      # The Java SDK

      The client beside the generated stubs of grpc-java, which it is made of: in one process, on one sidecar, each with
      one connection whose thread runs the callbacks, and a deadline on every unary call. [How it is measured
      and read](../../benchmarks/README.md).
      """;

  /** The page in Markdown. */
  String markdown() {
    return String.join("\n", HEAD, setting, "", table().toString(), "", method());
  }

  private Table table() {
    var table = Table.beside("generated stub");
    add(table, "64 GetState in flight", findings.async(), 0.9);
    add(table, "GetState on 64 virtual threads", findings.blocking(), 0.85);
    var file = findings.file();
    return table
        .row(
            new Label("GetFile of 64 MiB: MiB per second", 0),
            file,
            Load::perSecond,
            Target.atLeast(0.9))
        .row(new Label("— bytes allocated per MiB", 0), file, Load::allocatedBytes, Target.none());
  }

  private static void add(Table table, String label, Comparison<Load> calls, double wanted) {
    table
        .row(
            new Label(label + ": calls per second", 0),
            calls,
            Load::perSecond,
            Target.atLeast(wanted))
        .row(
            new Label("— bytes allocated per call", 0), calls, Load::allocatedBytes, Target.none());
  }

  private String method() {
    return """
    Every figure is a median with the smallest and the largest value seen; a ratio is the median of the ratios of the
    rounds. Of calls and MiB per second more is better, of bytes less; they are those of the caller's process, of all its
    threads. Values have 16 bytes and come from a store in the sidecar's memory, the file from its disk's cache; whoever
    reads it copies it to a buffer of 64 KiB. Caller and sidecar share the processors.

    At least %d rounds of %d s for each (twice as long for the file), after %d s of warm-up for each. A round is quiet
    when other processes used at most a quarter of a processor; the others do not count where two or more are quiet.
    """
        .formatted(
            plan.rounds(), plan.sliceSeconds(), plan.warmUp().turns() * plan.warmUp().seconds());
  }
}

package io.outrigger.benchmarks.see;

import io.outrigger.benchmarks.measuring.Benchmark;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import io.outrigger.benchmarks.measuring.Setup;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Measures what metrics, traces and the access log cost a sidecar. */
@Command(
    name = "benchmarks/run see",
    description = "Measures what metrics, traces and the access log cost.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class See extends Benchmark {

  /** Many pairs: the same JVM compiles a little differently each time, and little is looked for. */
  static final Plan FULL = new Plan(5, 5, 0, 0, 2, 2, new WarmUp(3, 4));

  /** What shows in half a minute that the benchmark works. */
  private static final Plan QUICK = new Plan(1, 2, 0, 0, 1, 1, new WarmUp(1, 2));

  private See() {
    super("seeing", FULL, QUICK);
  }

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new See().execute(args);
  }

  @Override
  protected String page(Setup setup) throws IOException, InterruptedException {
    return new Report(setup.setting(), setup.plan(), new Campaign(setup).measure()).markdown();
  }
}

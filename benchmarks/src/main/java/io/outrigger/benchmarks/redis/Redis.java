package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Benchmark;
import io.outrigger.benchmarks.measuring.Machine;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import io.outrigger.benchmarks.measuring.Setup;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Measures state, ids and locks in Redis beside an empty grpc-java server. */
@Command(
    name = "benchmarks/run redis",
    description = "Measures state, ids and locks in Redis beside an empty server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Redis extends Benchmark {

  /** What figures worth telling need; each kind of call is warmed up on its own. */
  static final Plan FULL = new Plan(3, 6, 3, 0, 3, 2, new WarmUp(2, 5));

  /** What shows in a minute that the benchmark works. */
  private static final Plan QUICK = new Plan(1, 2, 1, 0, 1, 1, new WarmUp(2, 1));

  private Redis() {
    super("redis", FULL, QUICK);
  }

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new Redis().execute(args);
  }

  @Override
  protected String page(Setup setup) throws IOException, InterruptedException {
    try (var backend = Backend.start(setup.place())) {
      var findings = new Campaign(setup, backend).measure();
      var setting = setup.setting() + "\n" + software(setup, backend);
      return new Report(setting, setup.plan(), findings).markdown();
    }
  }

  private static String software(Setup setup, Backend backend) throws IOException {
    var wanted = List.of("outrigger-redis", "jedis");
    return "Redis %s, %s."
        .formatted(backend.direct().version(), Machine.libraries(setup.distribution(), wanted));
  }
}

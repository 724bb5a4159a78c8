package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.measuring.Benchmark;
import io.outrigger.benchmarks.measuring.Endpoint;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.StateClient;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Measures load, start and memory of the distribution beside an empty grpc-java server. */
@Command(
    name = "benchmarks/run first-light",
    description = "Measures load, start and memory of the distribution beside an empty server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FirstLight extends Benchmark {

  /** What figures worth telling need: the same JVM compiles a little differently each time. */
  static final Plan FULL = new Plan(3, 6, 2, 9, 3, 2, new WarmUp(3, 5));

  /** What shows in half a minute that the benchmark works. */
  private static final Plan QUICK = new Plan(1, 2, 1, 3, 1, 1, new WarmUp(2, 1));

  private FirstLight() {
    super("first-light", FULL, QUICK);
  }

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new FirstLight().execute(args);
  }

  @Override
  protected String page(Setup setup) throws IOException, InterruptedException {
    var launcher = new Launcher(setup.place(), setup.distribution(), FirstLight::config);
    var campaign = new Campaign(launcher, setup);
    var findings = campaign.load();
    return new Report(setup.setting(), setup.plan(), findings, campaign.starts()).markdown();
  }

  private static String config(Endpoint endpoint) {
    return """
    {
      "app": { "app_id": "first-light" },
      "server": { "listen": ["127.0.0.1:%d", "unix:%s"], "graceful_stop_timeout": "1s" },
      "components": { "state": { "%s": { "type": "in-memory" } } }
    }
    """
        .formatted(endpoint.port(), endpoint.socket(), StateClient.STORE);
  }
}

package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.Benchmark;
import io.outrigger.benchmarks.measuring.Endpoint;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Measures the Java SDK beside the generated stubs, in one process, on one sidecar. */
@Command(
    name = "benchmarks/run sdk",
    description = "Measures the Java SDK beside the generated stubs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Sdk extends Benchmark {

  private static final int IN_FLIGHT = 64;
  private static final int FILE_FACTOR = 2;

  /** What figures worth telling need. */
  static final Plan FULL = new Plan(1, 12, 0, 0, 3, 2, new WarmUp(3, 5));

  /** What shows in half a minute that the benchmark works. */
  private static final Plan QUICK = new Plan(1, 2, 0, 0, 1, 1, new WarmUp(1, 2));

  private Sdk() {
    super("sdk", FULL, QUICK);
  }

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new Sdk().execute(args);
  }

  @Override
  protected String page(Setup setup) throws IOException, InterruptedException {
    var place = setup.place();
    var launcher = new Launcher(place, setup.distribution(), endpoint -> config(endpoint, place));
    try (var sidecar = launcher.sidecar()) {
      sidecar.awaitListening();
      var port = sidecar.endpoint().port();
      try (var raw = new RawStubs(port);
          var client = new Client(port)) {
        client.prepare();
        var findings = measure(setup.plan(), sidecar, raw, client);
        return new Report(setup.setting(), setup.plan(), findings).markdown();
      }
    }
  }

  private static String config(Endpoint endpoint, Workplace place) {
    return """
    {
      "server": { "listen": ["127.0.0.1:%1$d"], "graceful_stop_timeout": "1s" },
      "components": {
        "state": { "%2$s": { "type": "in-memory" } },
        "file": { "%2$s": { "type": "local", "root": "%3$s" } }
      }
    }
    """
        .formatted(endpoint.port(), Names.STORE, place.path("files"));
  }

  private static Findings measure(Plan plan, Server sidecar, RawStubs raw, Client client)
      throws IOException, InterruptedException {
    var running = List.of(sidecar);
    return new Findings(
        plan.compare(
            running,
            load(new InFlight(IN_FLIGHT, raw::get)),
            load(new InFlight(IN_FLIGHT, client::get))),
        plan.compare(
            running,
            load(new Waiting(IN_FLIGHT, raw::get)),
            load(new Waiting(IN_FLIGHT, client::get))),
        plan.withSliceSeconds(plan.sliceSeconds() * FILE_FACTOR)
            .compare(
                running,
                load(new Reading(Names.FILE_BYTES, raw::read)),
                load(new Reading(Names.FILE_BYTES, client::read))));
  }

  private static Plan.Work<Load> load(Load.Work work) {
    return seconds -> Load.of(work, seconds);
  }
}

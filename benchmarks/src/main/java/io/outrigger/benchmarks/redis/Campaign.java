package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.GrpcClient;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import java.io.IOException;
import java.util.Map;

/** The whole of the measuring: servers are started, put under load and ended. */
final class Campaign {

  private final Setup setup;
  private final Backend backend;
  private final Launcher launcher;

  /** A campaign in which all sidecars use one Redis. */
  Campaign(Setup setup, Backend backend) {
    this.setup = setup;
    this.backend = backend;
    var port = backend.server().endpoint().port();
    this.launcher =
        new Launcher(
            setup.place(), setup.distribution(), endpoint -> Sidecar.config(endpoint, port));
  }

  /** Puts load on as many pairs of servers as planned, one pair after the other. */
  Findings measure() throws IOException, InterruptedException {
    var all = new Findings(Map.of(), Map.of());
    var pairs = setup.plan().pairs();
    for (var number = 1; number <= pairs; number++) {
      System.err.printf("redis: pair %d of %d ...%n", number, pairs);
      all = all.and(pair());
    }
    return all;
  }

  private Findings pair() throws IOException, InterruptedException {
    try (var sidecar = launcher.sidecar()) {
      sidecar.awaitListening();
      try (var sample = new Sample(sidecar, backend.direct());
          var echo = launcher.echo(Launcher.jvm(sidecar))) {
        sample.prepare();
        awaitAnswer(echo);
        var findings = new Pair(echo, sidecar, backend, setup).measure(sample);
        sample.check();
        return findings;
      }
    }
  }

  private static void awaitAnswer(Server echo) throws IOException, InterruptedException {
    echo.awaitListening();
    try (var client = new GrpcClient(echo)) {
      var _ = client.stub().saveState(SaveStateRequest.getDefaultInstance());
    }
  }
}

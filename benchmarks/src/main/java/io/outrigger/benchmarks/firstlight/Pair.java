package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.firstlight.Findings.Traffic;
import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.H2load;
import io.outrigger.benchmarks.measuring.Latency;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.ProcFiles;
import io.outrigger.benchmarks.measuring.Round;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Throughput;
import io.outrigger.benchmarks.measuring.Transport;
import java.io.IOException;
import java.util.List;

/** A sidecar and an echo server under load in turn. */
final class Pair {

  private static final int SETTLE_MILLIS = 2000;

  private final Subject echo;
  private final Subject sidecar;
  private final H2load h2load;
  private final Plan plan;

  Pair(Subject echo, Subject sidecar, H2load h2load, Plan plan) {
    this.echo = echo;
    this.sidecar = sidecar;
    this.h2load = h2load;
    this.plan = plan;
  }

  /** Measures memory and the load over TCP first, so that they do not see the other transport. */
  Findings measure() throws IOException, InterruptedException {
    sidecar.server().stayAlive(SETTLE_MILLIS);
    var echoIdle = ProcFiles.residentMib(echo.server().pid());
    var sidecarIdle = ProcFiles.residentMib(sidecar.server().pid());
    var tcp = traffic(Transport.TCP, plan.warmUp().turns());
    var memory =
        new Round<>(
            new Memory(echoIdle, ProcFiles.residentMib(echo.server().pid())),
            new Memory(sidecarIdle, ProcFiles.residentMib(sidecar.server().pid())),
            0);
    var unix = traffic(Transport.UNIX, 1);
    return new Findings(tcp, unix, new Comparison<>(List.of(memory)));
  }

  private Traffic traffic(Transport transport, int warmUpTurns)
      throws IOException, InterruptedException {
    for (var turn = 0; turn < warmUpTurns; turn++) {
      h2load.run(echo, transport, plan.warmUp().seconds());
      h2load.run(sidecar, transport, plan.warmUp().seconds());
    }
    return new Traffic(throughput(transport), latency(transport));
  }

  private Comparison<Throughput> throughput(Transport transport)
      throws IOException, InterruptedException {
    var seconds = plan.sliceSeconds();
    return plan.rounds(plan.rounds())
        .measure(
            running(),
            () -> h2load.throughput(echo, transport, seconds),
            () -> h2load.throughput(sidecar, transport, seconds));
  }

  private Comparison<Latency> latency(Transport transport)
      throws IOException, InterruptedException {
    var seconds = plan.sliceSeconds();
    return plan.rounds(plan.latencyRounds())
        .measure(
            running(),
            () -> h2load.latency(echo, transport, seconds),
            () -> h2load.latency(sidecar, transport, seconds));
  }

  private List<Server> running() {
    return List.of(echo.server(), sidecar.server());
  }
}

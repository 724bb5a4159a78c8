package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.H2load;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.ProcFiles;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Throughput;
import io.outrigger.benchmarks.measuring.Transport;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;

/** A sidecar and an echo server under load in turn, beside the Redis that the sidecar uses. */
final class Pair {

  private final Server echo;
  private final Server sidecar;
  private final Backend backend;
  private final Setup setup;
  private final H2load h2load;
  private final Plan plan;

  Pair(Server echo, Server sidecar, Backend backend, Setup setup) {
    this.echo = echo;
    this.sidecar = sidecar;
    this.backend = backend;
    this.setup = setup;
    this.h2load = setup.h2load();
    this.plan = setup.plan();
  }

  /** Measures one kind of call after the other, the one-by-one calls last. */
  Findings measure(Sample sample) throws IOException, InterruptedException {
    var getting = sample.getting(setup.place());
    var work = new EnumMap<Operation, Comparison<Work>>(Operation.class);
    for (var operation : Operation.values()) {
      System.err.printf("redis: %s ...%n", operation);
      work.put(operation, work(operation, sample));
    }
    var trips = new EnumMap<Placement, Comparison<Trip>>(Placement.class);
    for (var placement : Placement.values()) {
      System.err.printf("redis: one in flight, %s ...%n", placement);
      trips.put(placement, trips(getting, placement));
    }
    return new Findings(work, trips);
  }

  private Comparison<Work> work(Operation operation, Sample sample)
      throws IOException, InterruptedException {
    return switch (operation) {
      case GET -> work(sample.getting(setup.place()));
      case SAVE -> work(sample.saving(setup.place()));
      case NEXT_ID -> work(sample.counting(setup.place()));
      case LOCK -> locks();
    };
  }

  private Comparison<Work> work(Subject asked) throws IOException, InterruptedException {
    return work(side(Subject.echo(echo, setup.place())), side(asked));
  }

  private Side side(Subject subject) {
    return new Side(
        subject.server(),
        seconds -> {
          var result = h2load.run(subject, Transport.TCP, seconds);
          return new Tally(result.callsPerSecond(), result.done());
        });
  }

  private Comparison<Work> locks() throws IOException, InterruptedException {
    try (var idle = new Callers(echo, Steps.echo());
        var lockers = new Callers(sidecar, Steps.lockAndUnlock())) {
      return work(new Side(echo, idle::run), new Side(sidecar, lockers::run));
    }
  }

  private Comparison<Work> work(Side first, Side second) throws IOException, InterruptedException {
    return plan.compare(
        running(), seconds -> work(first, seconds), seconds -> work(second, seconds));
  }

  private Work work(Side side, int seconds) throws IOException, InterruptedException {
    var server = side.server().pid();
    var redis = backend.server().pid();
    var serverBefore = ProcFiles.processTicks(server);
    var redisBefore = ProcFiles.processTicks(redis);
    var tally = side.load().run(seconds);
    var serverTicks = ProcFiles.processTicks(server) - serverBefore;
    var redisTicks = ProcFiles.processTicks(redis) - redisBefore;
    var cpu = Throughput.cpuSeconds(serverTicks, tally.calls());
    return new Work(
        new Throughput(tally.callsPerSecond(), cpu),
        Throughput.cpuSeconds(redisTicks, tally.calls()));
  }

  private Comparison<Trip> trips(Subject asked, Placement placement)
      throws IOException, InterruptedException {
    var affinity = Affinity.find(setup.place());
    var idle = Subject.echo(echo, setup.place());
    var servers = running().stream().map(Server::pid).toList();
    affinity.apply(placement, servers);
    try {
      var _ = withoutSidecar(idle);
      var _ = withSidecar(asked);
      return plan.rounds(plan.latencyRounds())
          .measure(running(), () -> withoutSidecar(idle), () -> withSidecar(asked));
    } finally {
      affinity.apply(Placement.ANYWHERE, servers);
    }
  }

  private Trip withoutSidecar(Subject idle) throws IOException, InterruptedException {
    var call = h2load.oneInFlight(idle, plan.sliceSeconds());
    var direct = backend.direct().oneInFlight(Sample.storedKey(), plan.sliceSeconds());
    return new Trip(call.p50(), direct.p50());
  }

  private Trip withSidecar(Subject asked) throws IOException, InterruptedException {
    return new Trip(h2load.oneInFlight(asked, plan.sliceSeconds()).p50(), 0);
  }

  private List<Server> running() {
    return List.of(echo, sidecar, backend.server());
  }
}

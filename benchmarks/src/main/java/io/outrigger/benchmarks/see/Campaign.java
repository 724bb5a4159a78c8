package io.outrigger.benchmarks.see;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Comparison;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Throughput;
import io.outrigger.benchmarks.measuring.Transport;
import io.outrigger.benchmarks.see.Findings.Segments;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The whole of the measuring: sidecars and a collector are started, put under load and ended. */
final class Campaign {

  private final Setup setup;

  Campaign(Setup setup) {
    this.setup = setup;
  }

  /** Puts load on as many sets of processes as planned, one set after the other. */
  Findings measure() throws IOException, InterruptedException {
    var all = new Findings(Map.of(), Map.of());
    var sets = setup.plan().pairs();
    for (var number = 1; number <= sets; number++) {
      System.err.printf("see: processes, set %d of %d ...%n", number, sets);
      all = all.and(set());
    }
    return all;
  }

  private Findings set() throws IOException, InterruptedException {
    try (var plain = Sidecar.start(View.NOTHING, setup, 0);
        var collector = Sink.start(Launcher.jvm(plain.server()), setup.place())) {
      collector.awaitListening();
      var port = collector.endpoint().port();
      try (var sampled = Sidecar.start(View.SAMPLED, setup, port);
          var everything = Sidecar.start(View.EVERYTHING, setup, port)) {
        return measured(
            plain, collector, Map.of(View.SAMPLED, sampled, View.EVERYTHING, everything));
      }
    }
  }

  private Findings measured(Sidecar plain, Server collector, Map<View, Sidecar> others)
      throws IOException, InterruptedException {
    var throughput = new EnumMap<View, Comparison<Throughput>>(View.class);
    var segments = new EnumMap<View, Segments>(View.class);
    for (var other : others.entrySet()) {
      var sidecar = other.getValue();
      var running = List.of(plain.server(), collector, sidecar.server());
      throughput.put(other.getKey(), compared(running, plain, sidecar));
      segments.put(other.getKey(), segments(sidecar));
    }
    return new Findings(throughput, segments);
  }

  private Comparison<Throughput> compared(List<Server> running, Sidecar plain, Sidecar other)
      throws IOException, InterruptedException {
    return setup
        .plan()
        .compare(
            running, seconds -> throughput(plain, seconds), seconds -> throughput(other, seconds));
  }

  private Throughput throughput(Sidecar sidecar, int seconds)
      throws IOException, InterruptedException {
    return setup.h2load().throughput(sidecar.subject(), Transport.TCP, seconds);
  }

  /** That nothing arrives would make tracing look cheap. */
  private static Segments segments(Sidecar sidecar) throws IOException {
    var sent = sidecar.figure("outrigger_traces_sent_total");
    if (sent == 0) {
      throw new BenchmarkException("no trace has reached the collector");
    }
    return new Segments(sent, sidecar.figure("outrigger_traces_dropped_total"));
  }
}

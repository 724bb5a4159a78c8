package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.GrpcClient;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** A sidecar with files in a folder, and an nginx that serves the same folder. */
final class LocalPair {

  private static final String PUT_NAME = "put";

  private final Setup setup;
  private final Sample sample;
  private final Server nginx;
  private final Server sidecar;

  LocalPair(Setup setup, Sample sample, Server nginx, Server sidecar) {
    this.setup = setup;
    this.sample = sample;
    this.nginx = nginx;
    this.sidecar = sidecar;
  }

  /** Measures what needs no more than a folder. */
  Findings measure() throws IOException, InterruptedException {
    var plan = setup.plan();
    var running = List.of(nginx, sidecar);
    var streams = new Streams(setup);
    var page = streams.side(Subject.page(nginx, Sample.NAME, Sample.BYTES), Transport.TCP);
    var file = streams.subject(sidecar, sample);
    try (var connection = new GrpcClient(sidecar)) {
      var client = new FileClient(connection.channel(), sample);
      client.check(Sample.NAME);
      var tcp = plan.compare(running, page::measure, streams.side(file, Transport.TCP)::measure);
      var unix = plan.compare(running, page::measure, streams.side(file, Transport.UNIX)::measure);
      var put =
          plan.compare(
              running,
              new Side(sidecar, seconds -> client.get(Sample.NAME, seconds))::measure,
              new Side(sidecar, seconds -> client.put(PUT_NAME, seconds))::measure);
      requireSame();
      return new Findings(Map.of(Row.GET_TCP, tcp, Row.GET_UNIX, unix, Row.PUT, put));
    }
  }

  private void requireSame() throws IOException {
    var differs = Files.mismatch(sample.file(), sample.folder().resolve(PUT_NAME));
    if (differs >= 0) {
      throw new BenchmarkException("PutFile has written another byte at " + differs);
    }
  }
}

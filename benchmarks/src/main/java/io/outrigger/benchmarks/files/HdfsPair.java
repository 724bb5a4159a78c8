package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.GrpcClient;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A sidecar with files in HDFS, and a plain client of the same HDFS. */
final class HdfsPair {

  private static final String PUT_NAME = "put";

  private final Setup setup;
  private final Sample sample;
  private final Cluster cluster;
  private final HadoopClient plain;
  private final Server sidecar;

  HdfsPair(Setup setup, Sample sample, Cluster cluster, HadoopClient plain, Server sidecar) {
    this.setup = setup;
    this.sample = sample;
    this.cluster = cluster;
    this.plain = plain;
    this.sidecar = sidecar;
  }

  /** Measures puts and then gets; each side reads what the other has put, to check it. */
  Findings measure() throws IOException, InterruptedException {
    var plan = setup.plan();
    var running = List.of(cluster, plain, sidecar);
    var streams = new Streams(setup);
    try (var connection = new GrpcClient(sidecar)) {
      var client = new FileClient(connection.channel(), sample);
      var put =
          plan.compare(
              running,
              new Side(plain, seconds -> plain.put("/" + Sample.NAME, seconds))::measure,
              new Side(sidecar, seconds -> client.put(PUT_NAME, seconds))::measure);
      client.check(Sample.NAME);
      plain.check("/" + PUT_NAME, sample);
      var get =
          plan.compare(
              running,
              new Side(plain, seconds -> plain.get("/" + Sample.NAME, seconds))::measure,
              streams.side(streams.subject(sidecar, sample), Transport.TCP)::measure);
      return new Findings(Map.of(Row.HDFS_PUT, put, Row.HDFS_GET, get));
    }
  }
}

package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Setup;
import java.io.IOException;
import java.util.Map;

/** The whole of the measuring: processes are started, have files to move, and are ended. */
final class Campaign {

  private final Setup setup;
  private final Nginx nginx;
  private final Cluster cluster;
  private final Sample sample;

  /** A campaign in which all who use HDFS use the same one. */
  Campaign(Setup setup, Nginx nginx, Cluster cluster, Sample sample) {
    this.setup = setup;
    this.nginx = nginx;
    this.cluster = cluster;
    this.sample = sample;
  }

  /** Measures with as many pairs of processes as planned, one after the other. */
  Findings measure() throws IOException, InterruptedException {
    var all = new Findings(Map.of());
    var pairs = setup.plan().pairs();
    for (var number = 1; number <= pairs; number++) {
      System.err.printf("files: pair %d of %d, in a folder ...%n", number, pairs);
      all = all.and(local());
      System.err.printf("files: pair %d of %d, in HDFS ...%n", number, pairs);
      all = all.and(hdfs());
    }
    return all;
  }

  private Findings local() throws IOException, InterruptedException {
    var launcher =
        new Launcher(
            setup.place(),
            setup.distribution(),
            endpoint -> Stores.local(endpoint, sample.folder()));
    try (var yardstick = nginx.serve(sample.folder(), setup.place());
        var sidecar = launcher.sidecar()) {
      sidecar.awaitListening();
      return new LocalPair(setup, sample, yardstick, sidecar).measure();
    }
  }

  private Findings hdfs() throws IOException, InterruptedException {
    var launcher =
        new Launcher(
            setup.place(), setup.distribution(), endpoint -> Stores.hdfs(endpoint, cluster));
    try (var plain = HadoopClient.start(setup, cluster, sample);
        var sidecar = launcher.sidecar()) {
      sidecar.awaitListening();
      return new HdfsPair(setup, sample, cluster, plain, sidecar).measure();
    }
  }
}

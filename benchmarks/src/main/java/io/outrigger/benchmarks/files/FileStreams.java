package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Benchmark;
import io.outrigger.benchmarks.measuring.Machine;
import io.outrigger.benchmarks.measuring.Plan;
import io.outrigger.benchmarks.measuring.Plan.WarmUp;
import io.outrigger.benchmarks.measuring.Setup;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Measures files of 64 MiB beside nginx and beside a plain Hadoop client. */
@Command(
    name = "benchmarks/run files",
    description = "Measures files of 64 MiB beside nginx and beside a plain Hadoop client.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FileStreams extends Benchmark {

  /** What figures worth telling need; each row is warmed up on its own. */
  static final Plan FULL = new Plan(2, 4, 0, 0, 2, 2, new WarmUp(3, 2));

  /** What shows in a minute that the benchmark works. */
  private static final Plan QUICK = new Plan(1, 2, 0, 0, 1, 1, new WarmUp(1, 1));

  private FileStreams() {
    super("files", FULL, QUICK);
  }

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new FileStreams().execute(args);
  }

  @Override
  protected String page(Setup setup) throws IOException, InterruptedException {
    var nginx = Nginx.find();
    var root = Path.of(System.getProperty("outrigger.root", "."));
    try (var cluster = Cluster.start(root, setup.place())) {
      var sample = Sample.write(setup.place());
      var findings = new Campaign(setup, nginx, cluster, sample).measure();
      return new Report(setting(setup, nginx), setup.plan(), findings).markdown();
    }
  }

  private static String setting(Setup setup, Nginx nginx) throws IOException, InterruptedException {
    var hadoop = Machine.componentLibrary(setup.distribution(), "hdfs", "hadoop-client-api");
    return "%s\n%s, %s.".formatted(setup.setting(), nginx.version(), hadoop);
  }
}

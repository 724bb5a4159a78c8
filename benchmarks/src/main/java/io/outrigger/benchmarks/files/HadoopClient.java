package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Running;
import io.outrigger.benchmarks.measuring.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that uses HDFS without a sidecar: {@link HadoopCopy} in a process of its own. */
final class HadoopClient implements Running, AutoCloseable {

  private static final String HEAP = "256m";

  private final Console console;

  private HadoopClient(Console console) {
    this.console = console;
  }

  /** Starts it on the jars of the component's directory, and waits until it is there. */
  static HadoopClient start(Setup setup, Cluster cluster, Sample sample) throws IOException {
    var command =
        new ArrayList<>(java(HEAP, classPath(setup.distribution()), HadoopCopy.class.getName()));
    command.add(cluster.endpoint().replaceFirst("^tcp:", "hdfs://"));
    command.add(sample.file().toString());
    var builder = new ProcessBuilder(command);
    builder.environment().put("HADOOP_USER_NAME", cluster.user());
    var console = new Console("Hadoop client", setup.place(), builder);
    var _ = console.await(HadoopCopy.READY);
    return new HadoopClient(console);
  }

  /** How a JVM is started that talks with this one. */
  static List<String> java(String heap, String classPath, String main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath,
        main);
  }

  /** Logging is the core's in a sidecar, so a program outside of it has to bring its own. */
  private static String classPath(Path distribution) {
    var own = HadoopCopy.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(own.toString()))
        + (":" + distribution.resolve("components/hdfs") + "/*")
        + (":" + distribution.resolve("lib") + "/*");
  }

  /** Puts the sample over and over. */
  Tally put(String path, int seconds) throws IOException {
    return tally(console.ask("put " + path + " " + seconds, HadoopCopy.DONE));
  }

  /** Gets a file over and over. */
  Tally get(String path, int seconds) throws IOException {
    return tally(console.ask("get " + path + " " + seconds, HadoopCopy.DONE));
  }

  private static Tally tally(String answer) {
    var numbers = answer.split(" ", -1);
    return new Tally(Long.parseLong(numbers[0]), Double.parseDouble(numbers[1]));
  }

  /**
   * Checks that a file is the sample.
   *
   * @throws BenchmarkException when it is not
   */
  void check(String path, Sample sample) throws IOException {
    var digest = console.ask("sum " + path + " 0", HadoopCopy.DONE);
    if (!digest.equals(sample.digest())) {
      throw new BenchmarkException(
          "%s in HDFS: SHA-256 %s (expected: %s)".formatted(path, digest, sample.digest()));
    }
  }

  @Override
  public long pid() {
    return console.pid();
  }

  @Override
  public void close() throws IOException {
    console.close();
  }
}

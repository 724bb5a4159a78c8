package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Running;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HDFS of the tests of the component, in a process of its own. */
final class Cluster implements Running, AutoCloseable {

  private static final String MAIN = "io.outrigger.hdfs.HdfsMain";
  private static final String STARTED = "backend: ";

  private final Console console;
  private final Map<String, String> variables;

  private Cluster(Console console) throws IOException {
    this.console = console;
    this.variables =
        Stream.of(console.await(STARTED).split("\t", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param root the checkout, in which the component has been built with its tests
   */
  static Cluster start(Path root, Workplace place) throws IOException {
    var module = root.resolve("components").resolve("hdfs");
    var builder = new ProcessBuilder(command(module.resolve("target")));
    return new Cluster(new Console("HDFS", place, builder.directory(module.toFile())));
  }

  private static List<String> command(Path target) throws IOException {
    var libraries = target.resolve("test.classpath");
    if (!Files.exists(libraries) || !Files.exists(target.resolve("test-classes"))) {
      throw new BenchmarkException(target + ": the tests of components/hdfs are not built");
    }
    var classPath =
        Stream.of(target.resolve("test-classes"), target.resolve("classes"))
            .map(Path::toString)
            .collect(Collectors.joining(":", "", ":" + Files.readString(libraries).strip()));
    return HadoopClient.java("512m", classPath, MAIN);
  }

  /** Where it is, as the sidecar's config has it. */
  String endpoint() {
    return String.valueOf(variables.get("HDFS_ENDPOINT"));
  }

  /** Who may write. */
  String user() {
    return String.valueOf(variables.get("HDFS_USER"));
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

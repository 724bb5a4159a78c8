package io.outrigger.dist;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where this project's own files are. */
final class Repository {

  private static final Path DIST = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Repository() {}

  static Path launcher() {
    return DIST.resolveSibling("outrigger");
  }

  static Path startScript() {
    return DIST.resolve("src/main/bin/outrigger");
  }

  static Path configs() {
    return DIST.resolveSibling("configs");
  }

  /** The pages on component types. */
  static Path componentPages() {
    return DIST.resolveSibling("docs").resolve("reference").resolve("components");
  }

  static Path configPage() {
    return componentPages().resolveSibling("config.md");
  }

  static Path metricsPage() {
    return componentPages().resolveSibling("metrics.md");
  }

  static Path dashboard() {
    return DIST.resolveSibling("docker").resolve("grafana").resolve("outrigger.json");
  }

  static Path alertRules() {
    return DIST.resolveSibling("docker").resolve("prometheus").resolve("alerts.yml");
  }

  static Path alertTests() {
    return alertRules().resolveSibling("alerts-test.yml");
  }

  static Path distribution() {
    return DIST.resolve("target/outrigger");
  }

  /** The directory of a module of components. */
  static Path component(String module) {
    return DIST.resolveSibling("components").resolve(module);
  }

  /** Where the modules lie that are installed as directories of their own, each in one of these. */
  static List<Path> componentDirectories() {
    return Stream.of("hdfs", "qiniu", "s3", "tencent-cos")
        .map(module -> component(module).resolve("target/components"))
        .toList();
  }

  static Path skipCheck() {
    return DIST.resolveSibling(".ci").resolve("SkipCheck.java");
  }
}

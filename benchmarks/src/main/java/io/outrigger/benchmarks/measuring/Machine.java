package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured on, and what: facts without which figures say little. */
public final class Machine {

  private static final List<String> LIBRARIES =
      List.of("outrigger-runtime-core", "grpc-netty", "netty-transport", "protobuf-java");

  private Machine() {}

  /** The processors, the memory, the kernel and the JDK. */
  public static String hardware() throws IOException {
    return "%d x %s, %s, Linux %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            fact("cpuinfo", "model name", "unknown processor"),
            memory(fact("meminfo", "MemTotal", "0 kB")),
            System.getProperty("os.version"),
            System.getProperty("java.vendor"),
            Runtime.version());
  }

  private static String fact(String file, String name, String otherwise) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    }
  }

  private static String memory(String kib) {
    return Math.round(Long.parseLong(kib.replaceAll("[^0-9]", "")) / 1048576.0) + " GiB";
  }

  /** The versions of the libraries in a distribution that matter everywhere. */
  public static String libraries(Path distribution) throws IOException {
    return libraries(distribution, LIBRARIES);
  }

  /** The versions of those of these libraries that a distribution has. */
  public static String libraries(Path distribution, List<String> wanted) throws IOException {
    return versions(distribution.resolve("lib"), wanted);
  }

  /** The version of a library in a component directory of a distribution. */
  public static String componentLibrary(Path distribution, String component, String library)
      throws IOException {
    return versions(distribution.resolve("components").resolve(component), List.of(library));
  }

  private static String versions(Path folder, List<String> wanted) throws IOException {
    try (var files = Files.list(folder)) {
      var names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return wanted.stream()
          .flatMap(name -> library(name, names))
          .collect(Collectors.joining(", "));
    }
  }

  /** The name and version of a library, from the name of its file. */
  static Stream<String> library(String name, List<String> files) {
    return files.stream()
        .filter(file -> file.matches(name + "-[0-9].*\\.jar"))
        .limit(1)
        .map(file -> name + " " + file.substring(name.length() + 1, file.length() - 4));
  }
}

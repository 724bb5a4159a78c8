package io.outrigger.benchmarks.measuring;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the programs that a benchmark needs. */
public final class Programs {

  private Programs() {}

  /**
   * The file of a program.
   *
   * @param searchPath folders, as in the environment variable PATH
   * @param debianPackage what to install where it is missing
   * @throws BenchmarkException when it is not installed
   */
  public static Path find(String searchPath, String program, String debianPackage) {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new BenchmarkException(
                "%s is not on PATH: install the Debian package %s"
                    .formatted(program, debianPackage)));
  }

  /** The same, in the folders of this process. */
  public static Path find(String program, String debianPackage) {
    return find(System.getenv().getOrDefault("PATH", ""), program, debianPackage);
  }
}

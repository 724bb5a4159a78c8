package io.outrigger.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One of Layotto's sample configs, described by a file of ours with the same keys, and what a
 * reader is to find in it.
 *
 * @param file below {@link #ROOT}
 * @param listen where the app is served
 * @param actuator where the actuator is; empty for nowhere
 * @param prometheusPort empty for none
 * @param tracing the driver; empty for none
 * @param instances {@code kind:name=type}, of the kinds that Outrigger has
 * @param otherSections what else Layotto's own part has
 */
record LayottoSample(
    Path file,
    List<String> listen,
    List<String> actuator,
    String prometheusPort,
    String tracing,
    List<String> instances,
    List<String> otherSections) {

  static final Path ROOT = Path.of("src/test/resources/layotto");
  private static final Path TABLE = ROOT.resolve("samples.tsv");

  /** All samples, in the order of the table. */
  static List<LayottoSample> all() throws IOException {
    return rows().stream().map(LayottoSample::of).toList();
  }

  private static LayottoSample of(List<String> row) {
    return new LayottoSample(
        Path.of(row.get(0), row.get(1)),
        list(row.get(2)),
        list(row.get(3)),
        row.get(4).replace("-", ""),
        row.get(5).replace("-", ""),
        list(row.get(6)),
        list(row.get(7)));
  }

  private static List<String> list(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(",", -1));
  }

  byte[] utf8() throws IOException {
    return Files.readAllBytes(ROOT.resolve(file));
  }

  @Override
  public String toString() {
    return file.toString();
  }

  static List<Path> files() throws IOException {
    try (var all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.equals(TABLE))
          .map(ROOT::relativize)
          .toList();
    }
  }

  static List<String> header() throws IOException {
    return cells(Files.readAllLines(TABLE).getFirst());
  }

  static List<List<String>> rows() throws IOException {
    return Files.readAllLines(TABLE).stream().skip(1).map(LayottoSample::cells).toList();
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split("\t", -1));
  }
}

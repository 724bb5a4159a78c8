package io.outrigger.runtime.cli;

import io.outrigger.runtime.reference.MetricsReference;
import io.outrigger.runtime.reference.ReferencePages;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the reference of what is installed. */
@Command(
    name = "reference",
    description = {
      "Writes a page in Markdown for each kind that is installed, with the settings of its",
      "component types, and an index."
    },
    hidden = true,
    mixinStandardHelpOptions = true)
final class ReferenceCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Where to; pages that it wrote there earlier and that are not wanted go.")
  private Path directory = Path.of("");

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Also writes a page on what is counted into this file.")
  private @Nullable Path metrics;

  @Override
  public Integer call() {
    if (metrics != null) {
      GeneratedFile.write(metrics, MetricsReference.page());
    }
    GeneratedFile.writeAll(directory, ReferencePages.of(Installation.catalog()));
    return ExitCode.OK.number();
  }
}

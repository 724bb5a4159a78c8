package io.outrigger.runtime.cli;

import io.outrigger.runtime.component.CatalogException;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Problem;
import io.outrigger.runtime.config.ProblemReport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a config, without starting anything. */
@Command(
    name = "check",
    description = "Says everything that is wrong with a config; starts nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--json",
      description = "Problems and warnings as a JSON object on standard output, for editors.")
  private boolean json;

  @Option(
      names = "--show-effective",
      description =
          "The config as it counts, in its short form on standard output: with every default, and"
              + " *** for every secret.")
  private boolean showEffective;

  @Override
  public Integer call() {
    if (json && showEffective) {
      throw new ParameterException(
          spec.commandLine(), "--show-effective does not go with --json (expected: one of them)");
    }
    return json ? checkForEditors() : check();
  }

  private int check() {
    var catalog = Installation.catalog();
    catalog.warnings().forEach(this::say);
    var read = config.check(catalog);
    warn(read.config().warnings());
    spec.commandLine().getOut().println(showEffective ? effective(read) : summary(read));
    return ExitCode.OK.number();
  }

  private String summary(ConfigReader.Checked read) {
    return "%s: ok, %d components".formatted(config.name(), read.config().instances().size());
  }

  private String effective(ConfigReader.Checked read) {
    read.config()
        .components()
        .absent()
        .forEach(absent ->
            say(
                "%s is left out: its type is not installed"
                    .formatted(absent.declaration().label())));
    return read.effective();
  }

  private void say(String warning) {
    spec.commandLine().getErr().println("outrigger: " + warning);
  }

  private void warn(List<Problem> warnings) {
    if (!warnings.isEmpty()) {
      spec.commandLine().getErr().println(ProblemReport.text(config.name(), List.of(), warnings));
    }
  }

  private int checkForEditors() {
    try {
      return checkForEditors(Installation.catalog());
    } catch (CatalogException e) {
      print(e.problems().stream().map(Problem::ofFile).toList(), List.of());
      return ExitCode.CONFIG.number();
    }
  }

  private int checkForEditors(ComponentCatalog catalog) {
    var ofCatalog = catalog.warnings().stream().map(Problem::ofFile).toList();
    try {
      print(List.of(), both(ofCatalog, config.check(catalog).config().warnings()));
      return ExitCode.OK.number();
    } catch (ConfigException e) {
      print(e.problems(), both(ofCatalog, e.warnings()));
      return ExitCode.CONFIG.number();
    }
  }

  private static List<Problem> both(List<Problem> some, List<Problem> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private void print(List<Problem> problems, List<Problem> warnings) {
    spec.commandLine().getOut().println(ProblemReport.json(config.name(), problems, warnings));
  }
}

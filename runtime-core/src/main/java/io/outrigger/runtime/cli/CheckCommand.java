package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.Problem;
import io.outrigger.runtime.config.ProblemReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    if (json) {
      return checkForEditors();
    }
    var read = config.read();
    warn(read.warnings());
    var answer =
        showEffective
            ? config.effective()
            : "%s: ok, %d components".formatted(config.name(), read.instances().size());
    spec.commandLine().getOut().println(answer);
    return ExitCode.OK.number();
  }

  private void warn(List<Problem> warnings) {
    if (!warnings.isEmpty()) {
      spec.commandLine().getErr().println(ProblemReport.text(config.name(), List.of(), warnings));
    }
  }

  private int checkForEditors() {
    try {
      print(List.of(), config.read().warnings());
      return ExitCode.OK.number();
    } catch (ConfigException e) {
      print(e.problems(), e.warnings());
      return ExitCode.CONFIG.number();
    }
  }

  private void print(List<Problem> problems, List<Problem> warnings) {
    spec.commandLine().getOut().println(ProblemReport.json(config.name(), problems, warnings));
  }
}

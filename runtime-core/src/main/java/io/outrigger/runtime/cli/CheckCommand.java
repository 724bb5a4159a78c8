package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ProblemReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a config, without starting anything. */
@Command(
    name = "check",
    description = "Says everything that is wrong with a config; starts nothing.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var read = config.read();
    if (!read.warnings().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(ProblemReport.text(config.name(), List.of(), read.warnings()));
    }
    spec.commandLine()
        .getOut()
        .printf("%s: ok, %d components%n", config.name(), read.instances().size());
    return ExitCode.OK.number();
  }
}

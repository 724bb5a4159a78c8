package io.outrigger.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes the place of the program {@code layotto}. */
@Command(
    name = "layotto",
    description =
        "Takes the command line of Layotto, so that the entry point of an image can stay.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "start",
    subcommands = LayottoStartCommand.class)
final class LayottoCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "layotto: no command (expected: start)");
  }
}

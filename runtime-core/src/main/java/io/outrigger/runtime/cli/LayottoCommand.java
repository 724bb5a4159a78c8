package io.outrigger.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Takes the place of the program {@code layotto}. */
@Command(
    name = "layotto",
    description =
        "Takes the command line of Layotto, so that the entry point of an image can stay.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "start",
    subcommands = {
      LayottoStartCommand.class,
      LayottoCommand.Stop.class,
      LayottoCommand.Reload.class
    })
final class LayottoCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "layotto: no command (expected: start)");
  }

  /** Says in one line what to do instead; whatever else is on the command line does not matter. */
  abstract static class Missing implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("UnusedVariable") // Picocli puts them here, else it would refuse them.
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    private final String instead;

    Missing(String instead) {
      this.instead = instead;
    }

    @Override
    public Integer call() {
      spec.commandLine()
          .getErr()
          .printf("outrigger: there is no layotto %s: %s%n", spec.name(), instead);
      return ExitCode.USAGE.number();
    }
  }

  @Command(name = "stop", hidden = true)
  static final class Stop extends Missing {

    Stop() {
      super("send SIGTERM to the sidecar, which then ends with 0");
    }
  }

  @Command(name = "reload", hidden = true)
  static final class Reload extends Missing {

    Reload() {
      super("send SIGTERM to the sidecar, and start it again with its new config");
    }
  }
}

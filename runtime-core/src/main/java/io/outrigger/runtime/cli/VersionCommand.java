package io.outrigger.runtime.cli;

import io.outrigger.runtime.telemetry.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the version, and what it runs on. */
@Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .printf(
            "outrigger %s (Java %s, %s %s)%n",
            Build.version(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
    return ExitCode.OK.number();
  }
}

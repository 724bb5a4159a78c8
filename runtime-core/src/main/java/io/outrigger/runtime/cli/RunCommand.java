package io.outrigger.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the sidecar until the process is told to stop; then it exits with 0. */
@Command(
    name = "run",
    description = "Runs the sidecar until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var catalog = Installation.catalog();
    var read = config.check(catalog).config();
    var log = new SidecarRun.Logging(read.telemetry().log(), catalog.warnings());
    return SidecarRun.run(config.name(), read, log, spec.commandLine().getOut()).number();
  }
}

package io.outrigger.runtime.cli;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.config.ProblemReport;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var read = config.read();
    if (!read.warnings().isEmpty()) {
      log.warn(ProblemReport.text(config.name(), List.of(), read.warnings()));
    }
    var sidecar = Sidecar.start(config.name(), read);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar), "outrigger-stop"));
    out.println(greeting(sidecar, read.instances().size()));
    new CountDownLatch(1).await();
    return ExitCode.OK.number();
  }

  /** Halts with 0 in the end: the JVM's own exit code after a signal would be 128 and more. */
  private static void stop(Sidecar sidecar) {
    try {
      sidecar.stop();
      log.info("event=stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(ExitCode.OK.number());
    }
  }

  private static String greeting(Sidecar sidecar, int components) {
    var addresses =
        sidecar.addresses().stream().map(Object::toString).collect(Collectors.joining(" and "));
    var down =
        sidecar.down().stream().map(instance -> "\n  not ready: " + instance).sorted().toList();
    return "outrigger %s listens on %s (%d components, started in %d ms)%s"
        .formatted(
            Main.Version.text(),
            addresses,
            components,
            ManagementFactory.getRuntimeMXBean().getUptime(),
            String.join("", down));
  }
}

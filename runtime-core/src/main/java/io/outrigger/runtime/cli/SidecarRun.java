package io.outrigger.runtime.cli;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.LogSettings;
import io.outrigger.runtime.config.ProblemReport;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.telemetry.Build;
import io.outrigger.runtime.telemetry.LogSetup;
import io.outrigger.runtime.telemetry.LogTarget;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sidecar from its start to the signal that ends the process. */
final class SidecarRun {

  private static final Logger log = LoggerFactory.getLogger(SidecarRun.class);

  private SidecarRun() {}

  /**
   * What the log is to be like.
   *
   * @param warnings what it begins with, a line each
   */
  record Logging(LogSettings settings, List<String> warnings) {}

  /**
   * Runs the sidecar until the process is told to stop.
   *
   * @param name the name of the config, for messages
   * @param logging where its log goes, how much of it, and what it begins with
   * @throws ConfigException when the log cannot be written, or settings contradict each other
   */
  static ExitCode run(String name, RuntimeConfig config, Logging logging, PrintWriter out) {
    var format = configure(name, config, logging.settings());
    logging.warnings().forEach(log::warn);
    if (!config.warnings().isEmpty()) {
      log.warn(ProblemReport.text(name, List.of(), config.warnings()));
    }
    var lifetime = new Lifetime<Sidecar>();
    var hook = new Thread(() -> halt(lifetime), "outrigger-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      var sidecar = lifetime.start(() -> Sidecar.start(name, config));
      greet(sidecar, config, new Voice(format, logging.settings().path(), out));
      new CountDownLatch(1).await();
    } catch (InterruptedException | CancellationException e) {
      log.debug("event=interrupted"); // By the hook, which ends the process.
    } catch (RuntimeException | Error e) {
      remove(hook);
      throw e;
    }
    return ExitCode.OK;
  }

  private static LogSettings.Format configure(
      String name, RuntimeConfig config, LogSettings logging) {
    try {
      return LogSetup.apply(logging, config.app().appId());
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(name, config, e);
    }
  }

  /** Stops and halts, since the JVM's own exit code after a signal would be 128 and more. */
  private static void halt(Lifetime<Sidecar> lifetime) {
    var code = ExitCode.DEFECT;
    try {
      code = lifetime.stop();
    } finally {
      Runtime.getRuntime().halt(code.number());
    }
  }

  /** Leaves the exit code to the failure that has ended the command. */
  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("event=stopping"); // The hook runs already, and its exit code holds.
    }
  }

  /** How the sidecar speaks: how and where it logs, and where it says that it serves. */
  private record Voice(LogSettings.Format format, String path, PrintWriter out) {}

  /** Says that the sidecar serves; where there are only lines of JSON, in one of them. */
  private static void greet(Sidecar sidecar, RuntimeConfig config, Voice voice) {
    if (voice.format == LogSettings.Format.JSON) {
      log.info(
          "event=started version={} addresses={} components={} down={} started_ms={}",
          Build.version(),
          sidecar.addresses(),
          config.instances().size(),
          sidecar.down().size(),
          ManagementFactory.getRuntimeMXBean().getUptime());
    }
    if (voice.format == LogSettings.Format.TEXT || !voice.path.equals(LogTarget.STDOUT)) {
      voice.out.println(greeting(sidecar, config.instances().size()));
    }
  }

  private static String greeting(Sidecar sidecar, int components) {
    var addresses =
        sidecar.addresses().stream().map(Object::toString).collect(Collectors.joining(" and "));
    var down =
        sidecar.down().stream().map(instance -> "\n  not ready: " + instance).sorted().toList();
    return "outrigger %s listens on %s (%d components, started in %d ms)%s"
        .formatted(
            Build.version(),
            addresses,
            components,
            ManagementFactory.getRuntimeMXBean().getUptime(),
            String.join("", down));
  }
}

package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.LogSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the sidecar on the command line of {@code layotto start}: the same flags, environment
 * variables and default config. What concerns the mesh has no effect.
 */
@Command(
    name = "start",
    description = "Runs the sidecar until SIGTERM or Ctrl-C, as Layotto would.",
    mixinStandardHelpOptions = true)
final class LayottoStartCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(LayottoStartCommand.class);

  /** Options of Layotto that concern the mesh, feature gates or files of its own log. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "f feature-gates",
          "s service-cluster",
          "n service-node",
          "p service-type",
          "sm service-meta",
          "sl service-lables",
          "domain cluster-domain",
          "pns pod-namespace",
          "pn pod-name",
          "pi pod-ip",
          "lp logging-path",
          "drain-time-s",
          "log-format",
          "component-log-level",
          "local-address-ip-version",
          "restart-epoch",
          "parent-shutdown-time-s",
          "max-obj-name-len",
          "concurrency",
          "log-format-prefix-with-location",
          "bootstrap-version",
          "drain-strategy",
          "disable-hot-restart");

  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "-config", "--config"},
      paramLabel = "FILE",
      defaultValue = "${env:RUNTIME_CONFIG:-configs/config.json}",
      description = "The config; else $RUNTIME_CONFIG, else configs/config.json.")
  private Path file = Path.of("configs", "config.json");

  @Option(
      names = {"-l", "-log-level", "--log-level"},
      paramLabel = "LEVEL",
      defaultValue = "${env:LOG_LEVEL:-}",
      description = "trace, debug, info, warning, error, critical or off; else $LOG_LEVEL.")
  private String logLevel = "";

  @Option(
      names = {"-ll", "--ll", "-logging-level", "--logging-level"},
      paramLabel = "LEVEL",
      defaultValue = "${env:LOGGING_LEVEL:-}",
      description = "The same when --log-level is not given; else $LOGGING_LEVEL.")
  private String loggingLevel = "";

  /** Takes the command's own description, and adds the options without effect to it. */
  @Spec
  void describe(CommandSpec own) {
    spec = own;
    WITHOUT_EFFECT.forEach(names -> own.addOption(option(names)));
  }

  private static OptionSpec option(String names) {
    var all =
        Stream.of(names.split(" ", -1))
            .flatMap(name -> Stream.of("-" + name, "--" + name))
            .toArray(String[]::new);
    return OptionSpec.builder(all[0], Arrays.copyOfRange(all, 1, all.length))
        .type(String.class)
        .arity("0..1")
        .hidden(true)
        .build();
  }

  @Override
  public Integer call() {
    var reader = new ConfigReader(Installation.catalog(), Environment.ofProcess());
    var config = reader.read(file);
    var settings = config.telemetry().log();
    var logging = new LogSettings(level(settings.level()), settings.path());
    spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(OptionSpec::hidden)
        .forEach(given -> log.warn("event=ignored option={}", given.longestName()));
    return SidecarRun.run(file.toString(), config, logging, spec.commandLine().getOut()).number();
  }

  private LogSettings.Level level(LogSettings.Level configured) {
    var given = logLevel.isEmpty() ? loggingLevel : logLevel;
    return given.isEmpty() ? configured : parse(given);
  }

  private LogSettings.Level parse(String given) {
    return find(given).stream()
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "log level \"%s\" (expected: one of %s)".formatted(given, names())));
  }

  private static List<LogSettings.Level> find(String given) {
    return Arrays.stream(LogSettings.Level.values())
        .filter(level -> level.name().equalsIgnoreCase(given))
        .toList();
  }

  private static String names() {
    return Arrays.stream(LogSettings.Level.values())
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}

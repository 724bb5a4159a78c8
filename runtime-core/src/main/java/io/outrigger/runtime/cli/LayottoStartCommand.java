package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.LogSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
      description = "The config; else $RUNTIME_CONFIG, else configs/config.json.")
  private @Nullable Path file;

  @Option(
      names = {"-l", "-log-level", "--log-level"},
      paramLabel = "LEVEL",
      description = "trace, debug, info, warning, error, critical or off; else $LOG_LEVEL.")
  private String logLevel = "";

  @Option(
      names = {"-ll", "--ll", "-logging-level", "--logging-level"},
      paramLabel = "LEVEL",
      description = "The same when --log-level is not given; else $LOGGING_LEVEL.")
  private String loggingLevel = "";

  private final Environment environment = Environment.ofProcess();
  private final List<String> warnings = new ArrayList<>();

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
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("0..1")
        .hidden(true)
        .build();
  }

  @Override
  public Integer call() {
    var level = level();
    var catalog = Installation.catalog();
    var path = path();
    var config = new ConfigReader(catalog, environment, ApiMethods::limitable).read(path);
    var settings = config.telemetry().log();
    var logging =
        new LogSettings(level.orElse(settings.level()), settings.path(), settings.format());
    warnings.addAll(catalog.warnings());
    spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(OptionSpec::hidden)
        .distinct()
        .forEach(given -> warnings.add("event=ignored option=" + given.longestName()));
    return SidecarRun.run(
            path.toString(),
            config,
            new SidecarRun.Logging(logging, warnings),
            spec.commandLine().getOut())
        .number();
  }

  private Path path() {
    return file != null
        ? file
        : variable("RUNTIME_CONFIG").map(Path::of).orElse(Path.of("configs", "config.json"));
  }

  private Optional<String> variable(String name) {
    return environment.get(name).filter(value -> !value.isEmpty());
  }

  /** What the command line and the variables say, each option before its variable. */
  private Optional<LogSettings.Level> level() {
    var given = given(logLevel);
    var other = given(loggingLevel);
    return given
        .or(() -> ofVariable("LOG_LEVEL"))
        .or(() -> other)
        .or(() -> ofVariable("LOGGING_LEVEL"));
  }

  private Optional<LogSettings.Level> given(String text) {
    var level = find(text);
    if (level.isEmpty() && !text.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "log level \"%s\" (expected: one of %s)".formatted(text, names()));
    }
    return level;
  }

  /** Such a variable may well be meant for another program of the container. */
  private Optional<LogSettings.Level> ofVariable(String name) {
    var level = variable(name).flatMap(LayottoStartCommand::find);
    if (level.isEmpty() && variable(name).isPresent()) {
      warnings.add("event=ignored variable=%s (expected: one of %s)".formatted(name, names()));
    }
    return level;
  }

  private static Optional<LogSettings.Level> find(String given) {
    return Arrays.stream(LogSettings.Level.values())
        .filter(level -> level.name().equalsIgnoreCase(given))
        .findFirst();
  }

  private static String names() {
    return Arrays.stream(LogSettings.Level.values())
        .map(level -> level.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}

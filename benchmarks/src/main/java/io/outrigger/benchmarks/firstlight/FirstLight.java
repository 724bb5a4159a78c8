package io.outrigger.benchmarks.firstlight;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Measures load, start and memory of the distribution beside an empty grpc-java server. Needs the
 * system property {@code outrigger.root}, the folder of the checkout; {@code outrigger.commit} is
 * printed.
 */
@Command(
    name = "benchmarks/run first-light",
    description = "Measures load, start and memory of the distribution beside an empty server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FirstLight implements Callable<Integer> {

  private static final String PAGE = "docs/benchmarks/first-light.md";

  @Option(names = "--quick", description = "Half a minute to see that it works, no good figures.")
  private boolean quick;

  @Option(names = "--seconds", description = "Seconds of load on one server in one round.")
  private @Nullable Integer seconds;

  @Option(names = "--rounds", description = "Rounds of load for each pair of processes.")
  private @Nullable Integer rounds;

  @Option(names = "--write", description = "Writes " + PAGE + ".")
  private boolean write;

  private final CommandLine commandLine = new CommandLine(this);

  private FirstLight() {}

  /** Runs the benchmark and exits: 0 done, 1 failed with one line that says why, 2 misused. */
  public static void main(String[] args) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new FirstLight()
        .commandLine
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
        .execute(args);
  }

  private static int report(Exception failure) {
    var known = failure instanceof BenchmarkException;
    System.err.println("first-light: " + (known ? failure.getMessage() : failure));
    return 1;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = plan();
    var root = Path.of(System.getProperty("outrigger.root", "."));
    try (var place = new Workplace()) {
      Runtime.getRuntime().addShutdownHook(new Thread(place::close));
      var page = measure(plan, root.resolve("dist/target/outrigger"), place).markdown();
      System.out.print(page);
      if (write) {
        Files.createDirectories(root.resolve(PAGE).getParent());
        Files.writeString(root.resolve(PAGE), page);
      }
    }
    return 0;
  }

  private Plan plan() {
    if (quick && write) {
      throw new ParameterException(commandLine, "--write needs a full run, without --quick");
    }
    var plan = quick ? Plan.QUICK : Plan.FULL;
    plan = seconds == null ? plan : plan.withSliceSeconds(atLeastOne("--seconds", seconds));
    return rounds == null ? plan : plan.withRounds(atLeastOne("--rounds", rounds));
  }

  private int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(commandLine, option + ": " + value + " (expected: >= 1)");
    }
    return value;
  }

  private static Report measure(Plan plan, Path distribution, Workplace place)
      throws IOException, InterruptedException {
    var h2load = H2load.find(System.getenv().getOrDefault("PATH", ""), place);
    var setting = setting(distribution, h2load);
    var campaign = new Campaign(place, new Launcher(place, distribution), h2load, plan);
    var findings = campaign.load();
    return new Report(setting, plan, findings, campaign.starts());
  }

  private static String setting(Path distribution, H2load h2load)
      throws IOException, InterruptedException {
    return "%s, commit %s. %s, %s.\n%s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            System.getProperty("outrigger.commit", "unknown"),
            Machine.libraries(distribution),
            h2load.version(),
            Machine.hardware());
  }
}

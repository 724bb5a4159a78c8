package io.outrigger.benchmarks.measuring;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of a benchmark, which prints a page in Markdown. Needs the system property
 * {@code outrigger.root}, the folder of the checkout; {@code outrigger.commit} is printed.
 */
public abstract class Benchmark implements Callable<Integer> {

  @Option(names = "--quick", description = "Shows fast that it works; no good figures.")
  private boolean quick;

  @Option(names = "--seconds", description = "Seconds of load on one server in one round.")
  private @Nullable Integer seconds;

  @Option(names = "--rounds", description = "Rounds of load for each pair of processes.")
  private @Nullable Integer rounds;

  @Option(names = "--write", description = "Writes its page in docs/benchmarks, too.")
  private boolean write;

  @Spec private @Nullable CommandSpec spec;

  private final String name;
  private final Plan fullPlan;
  private final Plan quickPlan;

  /**
   * A benchmark that has not run.
   *
   * @param name its own, and that of its page
   * @param quickPlan for {@code --quick}
   */
  protected Benchmark(String name, Plan fullPlan, Plan quickPlan) {
    this.name = name;
    this.fullPlan = fullPlan;
    this.quickPlan = quickPlan;
  }

  /** Measures, and answers the page. */
  protected abstract String page(Setup setup) throws IOException, InterruptedException;

  /**
   * Runs it and answers the exit status: 0 done, 1 failed with one line that says why, 2 misused.
   */
  protected final int execute(String... args) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    return new CommandLine(this)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
        .execute(args);
  }

  private int report(Exception failure) {
    var known = failure instanceof BenchmarkException;
    System.err.println(name + ": " + (known ? failure.getMessage() : failure));
    return 1;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    var plan = plan();
    var root = Path.of(System.getProperty("outrigger.root", "."));
    try (var place = new Workplace()) {
      Runtime.getRuntime().addShutdownHook(new Thread(place::close));
      var page = page(setup(plan, root.resolve("dist/target/outrigger"), place));
      System.out.print(page);
      if (write) {
        var file = root.resolve("docs/benchmarks").resolve(name + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
      }
    }
    return 0;
  }

  private Plan plan() {
    if (quick && write) {
      throw misuse("--write needs a full run, without --quick");
    }
    var plan = quick ? quickPlan : fullPlan;
    plan = seconds == null ? plan : plan.withSliceSeconds(atLeastOne("--seconds", seconds));
    return rounds == null ? plan : plan.withRounds(atLeastOne("--rounds", rounds));
  }

  private int atLeastOne(String option, int value) {
    if (value < 1) {
      throw misuse(option + ": " + value + " (expected: >= 1)");
    }
    return value;
  }

  private ParameterException misuse(String message) {
    var commandLine = spec == null ? new CommandLine(this) : spec.commandLine();
    return new ParameterException(commandLine, message);
  }

  private static Setup setup(Plan plan, Path distribution, Workplace place)
      throws IOException, InterruptedException {
    var h2load = H2load.find(place);
    var setting =
        "%s, commit %s. %s, %s.\n%s."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("outrigger.commit", "unknown"),
                Machine.libraries(distribution),
                h2load.version(),
                Machine.hardware());
    return new Setup(plan, distribution, place, h2load, setting);
  }
}

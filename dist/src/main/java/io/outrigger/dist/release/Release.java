package io.outrigger.dist.release;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program behind {@code ./outrigger dist}. */
@CommandLine.Command(
    name = "dist",
    description = {
      "Makes archives and images with a Java of their own, for machines like this one, into",
      "dist/target/release: full with every component, slim with the built-in ones, Redis and",
      "MongoDB. Each comes with a CycloneDX bill of materials; SHA256SUMS has the sums of all."
    },
    mixinStandardHelpOptions = true)
public final class Release implements Callable<Integer> {

  /** As the launcher ends when a build has failed. */
  private static final int FAILED = 65;

  @Option(names = "--checkout", hidden = true, required = true)
  private Path checkout = Path.of("");

  @Option(names = "--output", hidden = true)
  private Path output = Path.of("");

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      defaultValue = "${env:SOURCE_DATE_EPOCH:-0}",
      description = "The time of all files, since 1970; SOURCE_DATE_EPOCH, or that of the commit.")
  private long seconds;

  @Option(
      names = "--flavour",
      paramLabel = "FLAVOUR",
      description = "Only this one: ${COMPLETION-CANDIDATES}.")
  private List<Flavour> flavours = List.of(Flavour.SLIM, Flavour.FULL);

  @Option(
      names = "--train",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = {
        "How long to train the AOT cache, ${DEFAULT-VALUE} if not given; 0 leaves it out: what is",
        "made then has the same bytes whenever and wherever the same JDK makes it."
      })
  private int trainSeconds = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Makes a release and exits with 0, or says in one line why it cannot. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** As {@link #main}; gives the exit code. */
  public static int run(String... args) {
    return new CommandLine(new Release())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, result) -> {
          if (failure instanceof ReleaseException) {
            command.getErr().println("outrigger: dist: " + failure.getMessage());
            return FAILED;
          }
          throw failure;
        })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = output.toString().isEmpty() ? checkout.resolve("dist/target/release") : output;
    var place = new Packaging.Place(checkout.toRealPath(), folder.toAbsolutePath());
    var packaging = new Packaging(place, Instant.ofEpochSecond(seconds), out());
    packaging.make(flavours, trainSeconds);
    out()
        .printf(
            "%s: not made, since jlink links for its own kind of machine: run this on such a one%n",
            JavaRuntime.otherPlatform());
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}

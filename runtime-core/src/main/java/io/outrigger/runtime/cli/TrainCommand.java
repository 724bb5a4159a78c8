package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes the AOT cache of the distribution: a sidecar notes which classes it loads and which methods
 * are hot while this process, being another one than the sidecar, calls it as an app would.
 */
@Command(
    name = "train",
    description = {
      "Makes the file lib/outrigger.aot of the distribution, from which it starts faster.",
      "Starts a sidecar on a port of its own, calls it for some seconds, and stops it. The file is",
      "good for the Java and the jars it was made with; for others it is ignored until it is made",
      "anew."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; OUTRIGGER_AOT_CACHE must name it then.")
  private @Nullable Path output;

  @Option(
      names = {"-s", "--seconds"},
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long to call; ${DEFAULT-VALUE} if not given.")
  private int seconds = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var library = Installation.home().resolve("lib").toAbsolutePath();
    var file = output == null ? library.resolve("outrigger.aot") : output.toAbsolutePath();
    var directory = Files.createTempDirectory("outrigger-train");
    try {
      var made = directory.resolve("outrigger.aot");
      var calls = train(library.resolve("training"), directory, made);
      publish(made, file);
      spec.commandLine()
          .getOut()
          .printf("%s: %d MiB, made from %d calls%n", file, Files.size(file) >> 20, calls);
      return ExitCode.OK.number();
    } finally {
      delete(directory);
    }
  }

  private long train(Path training, Path directory, Path made)
      throws IOException, InterruptedException {
    var calls = TrainingCalls.read(training.resolve("calls"));
    try (var trainee = Trainee.start(training.resolve("config.json"), directory, made)) {
      var address = ListenAddress.parse(trainee.address());
      var count = calls.repeat(address, Duration.ofSeconds(seconds));
      trainee.stop();
      return count;
    }
  }

  /** Puts the whole file in its place at once, since another start may be reading it. */
  private static void publish(Path made, Path file) throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.move(made, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be written (" + e + ")", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

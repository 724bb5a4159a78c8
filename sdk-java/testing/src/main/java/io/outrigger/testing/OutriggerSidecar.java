package io.outrigger.testing;

import io.outrigger.client.OutriggerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A sidecar for tests, as a process of its own with a folder that goes away with it. */
public final class OutriggerSidecar implements AutoCloseable {

  private static final Pattern GREETING =
      Pattern.compile("outrigger \\S+ listens on (\\S+)(?: and (\\S+))? .*");
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final Path directory;
  private final String greeting;
  private final Thread hook = new Thread(this::destroy, "outrigger-end");

  private volatile boolean frozen;

  private OutriggerSidecar(Process process, Path directory, String greeting) {
    this.process = process;
    this.directory = directory;
    this.greeting = greeting;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a sidecar with the components that {@link Outrigger} has by default.
   *
   * @throws IllegalStateException when there is no distribution, or it does not start
   */
  public static OutriggerSidecar start() {
    return start(TestConfig.standard());
  }

  /**
   * Starts a sidecar.
   *
   * @param config JSON as in {@link Outrigger#config}
   * @throws IllegalStateException when there is no distribution, or it does not start: with its log
   */
  public static OutriggerSidecar start(String config) {
    return start(new TestConfig(config, Map.of()));
  }

  static OutriggerSidecar start(TestConfig config) {
    try {
      var directory = Files.createTempDirectory("outrigger-test");
      Files.writeString(directory.resolve("secrets.json"), config.secretsFile());
      Files.writeString(directory.resolve("config.json"), config.text());
      return start(Distribution.find(), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutriggerSidecar start(Distribution distribution, Path directory)
      throws IOException {
    var builder =
        new ProcessBuilder(
                distribution.home().resolve("bin/outrigger").toString(),
                "run",
                "-c",
                directory.resolve("config.json").toString())
            .redirectError(directory.resolve("outrigger.log").toFile());
    builder.environment().put("OUTRIGGER_TEST_DIRECTORY", directory.toString());
    builder.environment().put("OUTRIGGER_HOME", distribution.home().toString());
    distribution
        .java()
        .ifPresent(java -> builder.environment().put("OUTRIGGER_JAVA_HOME", java.toString()));
    var process = builder.start();
    var out = process.inputReader();
    var line = out.readLine();
    while (line != null && !GREETING.matcher(line).matches()) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IllegalStateException(
          "the sidecar did not start: " + Files.readString(directory.resolve("outrigger.log")));
    }
    discard(out);
    return new OutriggerSidecar(process, directory, line);
  }

  /** Reads what else it says, which would wait for a reader otherwise. */
  private static void discard(BufferedReader out) {
    var reader =
        new Thread(
            () -> {
              try {
                out.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                // It has ended.
              }
            },
            "outrigger-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Where it listens, in the order of its config, as {@code OutriggerClientBuilder} takes it. */
  public List<String> endpoints() {
    var match = GREETING.matcher(greeting);
    if (!match.matches()) {
      throw new IllegalStateException("another greeting: " + greeting);
    }
    return match.group(2) == null
        ? List.of(match.group(1))
        : List.of(match.group(1), match.group(2));
  }

  /** The first address that it listens on. */
  public String endpoint() {
    return endpoints().get(0);
  }

  /** What it said when it had started: its version, where it listens, how long it took. */
  public String greeting() {
    return greeting;
  }

  /** Its folder, which goes away with it. */
  public Path directory() {
    return directory;
  }

  /** What it has logged. */
  public String log() {
    try {
      return Files.readString(directory.resolve("outrigger.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new client, which the caller closes. */
  public OutriggerClient newClient() {
    return OutriggerClient.builder().endpoint(endpoint()).build();
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /**
   * Stops it where it is, so that it takes connections and answers nothing, until it is closed.
   *
   * @throws UncheckedIOException when the machine has no {@code kill}
   */
  public void freeze() {
    frozen = true;
    signal("STOP");
  }

  private void signal(String name) {
    try {
      var command = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
      var unused = command.start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it in order; at once if it is frozen. Twice is harmless. */
  @Override
  public void close() {
    if (frozen) {
      process.destroyForcibly();
    }
    process.destroy();
    await();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already.
    }
    delete(directory);
  }

  private void destroy() {
    process.destroyForcibly();
    delete(directory);
  }

  private void await() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // It stays in the folder for temporary files.
    }
  }
}

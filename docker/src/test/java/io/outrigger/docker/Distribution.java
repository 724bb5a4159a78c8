package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program {@code outrigger} of the distribution that was just built. */
final class Distribution {

  private static final String PROGRAM =
      Documents.DOCKER.resolveSibling("dist").resolve("target/outrigger/bin/outrigger").toString();
  private static final Pattern ACTUATOR = Pattern.compile("api=actuator addresses=\\[\\S*:(\\d+)]");
  private static final int LIMIT_SECONDS = 60;

  private Distribution() {}

  private static ProcessBuilder builder(Map<String, String> variables, String... arguments) {
    var builder = new ProcessBuilder(PROGRAM);
    builder.command().addAll(List.of(arguments));
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(variables);
    return builder;
  }

  /** What {@code outrigger check} says of a config, and how it ends. */
  static String check(Path config, Map<String, String> variables)
      throws IOException, InterruptedException {
    var process =
        builder(variables, "check", "-c", config.toString()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit " + process.waitFor() + ": " + said;
  }

  /** A sidecar that runs. */
  record Running(Process process, Path log) implements AutoCloseable {

    /** The port that its actuator took. */
    int actuatorPort() throws IOException {
      var found = ACTUATOR.matcher(Files.readString(log));
      assertThat(found.find()).as(Files.readString(log)).isTrue();
      return Integer.parseInt(found.group(1));
    }

    /** Sends SIGTERM; gives the exit code. */
    int terminate() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /** Starts a sidecar, and waits until it says where it listens. */
  static Running start(Path config, Map<String, String> variables, Path log) throws IOException {
    var process =
        builder(variables, "run", "-c", config.toString()).redirectError(log.toFile()).start();
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(" listens on ")) {
        Thread.startVirtualThread(() -> discard(out));
        return new Running(process, log);
      }
    }
    throw new IllegalStateException(Files.readString(log));
  }

  private static void discard(Reader out) {
    try {
      var _ = out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }
}

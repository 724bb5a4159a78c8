package io.outrigger.dist;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a program did: its process id, exit status, and the lines it wrote. */
record Outcome(long pid, int status, List<String> out, List<String> err) {

  private static final int LIMIT_SECONDS = 60;

  /** A program under way. */
  record Running(Process process, Path out, Path err) {

    Outcome await() throws IOException, InterruptedException {
      if (!process.waitFor(LIMIT_SECONDS, SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + process.info());
      }
      return new Outcome(
          process.pid(), process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }
  }

  /** Starts a program with exactly the given environment and an empty standard input. */
  static Running start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("outrigger-test", ".out");
    Path err = Files.createTempFile("outrigger-test", ".err");
    out.toFile().deleteOnExit();
    err.toFile().deleteOnExit();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    return new Running(builder.start(), out, err);
  }
}

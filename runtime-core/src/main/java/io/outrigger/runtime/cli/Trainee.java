package io.outrigger.runtime.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The sidecar that is being trained, started by the distribution's own script. */
final class Trainee implements AutoCloseable {

  private static final Pattern GREETING = Pattern.compile("outrigger \\S+ listens on (\\S+).*");

  /** The sidecar's end includes making the cache, which takes seconds. */
  private static final int LIMIT_SECONDS = 180;

  private final Process process;
  private final Path log;
  private final Path made;
  private final String address;

  private Trainee(Process process, Path log, Path made, String address) {
    this.process = process;
    this.log = log;
    this.made = made;
    this.address = address;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param directory where it may keep files
   * @param made the cache that it writes when it ends
   */
  static Trainee start(Path config, Path directory, Path made) throws IOException {
    var script = Installation.home().resolve("bin").resolve("outrigger");
    var log = directory.resolve("log");
    var builder = new ProcessBuilder(script.toString(), "run", "-c", config.toString());
    var environment = builder.environment();
    environment.put("OUTRIGGER_TRAINING", directory.toString());
    environment.put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    environment.put("OUTRIGGER_AOT_CACHE", "");
    environment.put("OUTRIGGER_JAVA_OPTS", "-Xlog:aot*=off -XX:AOTCacheOutput=" + made);
    environment.remove("OUTRIGGER_COMPONENTS");
    var process = builder.redirectError(Redirect.to(log.toFile())).start();
    return greeted(process, log, made);
  }

  private static Trainee greeted(Process process, Path log, Path made) throws IOException {
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var greeting = GREETING.matcher(line);
      if (greeting.matches()) {
        Thread.ofVirtual().start(() -> drop(out));
        return new Trainee(process, log, made, greeting.group(1));
      }
    }
    throw failure("did not start", log);
  }

  /** Takes what it says later, for which it would wait else. */
  private static void drop(Reader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Where it listens. */
  String address() {
    return address;
  }

  /** Stops it, and waits until the cache has been made. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw failure("did not end within " + LIMIT_SECONDS + " s", log);
    }
    if (!Files.exists(made)) {
      throw failure("ended without making an AOT cache", log);
    }
  }

  private static InputException failure(String what, Path log) throws IOException {
    return new InputException("the sidecar to train " + what + ":\n" + Files.readString(log));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

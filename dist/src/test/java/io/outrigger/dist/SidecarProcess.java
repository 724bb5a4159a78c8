package io.outrigger.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The distribution's own {@code outrigger run} as a process, with its log in a file. */
final class SidecarProcess implements AutoCloseable {

  /** Where the build has assembled the distribution. */
  static final Path HOME = Path.of("target", "outrigger").toAbsolutePath();

  private static final Pattern GREETING =
      Pattern.compile("outrigger \\S+ listens on (\\S+)(?: and (\\S+))? .*");
  private static final Pattern METRICS =
      Pattern.compile("api=metrics addresses=\\[0\\.0\\.0\\.0:(\\d+)]");
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final int LIMIT_SECONDS = 120;

  private final Process process;
  private final String greeting;
  private final Path log;

  private SidecarProcess(Process process, String greeting, Path log) {
    this.process = process;
    this.greeting = greeting;
    this.log = log;
  }

  /**
   * Starts with a config, and waits until the sidecar says where it listens.
   *
   * @param variables {@code NAME=value}
   */
  static SidecarProcess start(Path directory, String config, String... variables)
      throws IOException {
    return start(HOME, directory, config, variables);
  }

  /** As {@link #start(Path, String, String...)}, of the distribution in {@code home}. */
  static SidecarProcess start(Path home, Path directory, String config, String... variables)
      throws IOException {
    var file = Files.writeString(directory.resolve("config.json"), config);
    return start(builder(home, "run", "-c", file.toString()), directory, variables);
  }

  /** Starts by other arguments, in the working directory {@code directory}. */
  static SidecarProcess start(Path directory, List<String> arguments, String... variables)
      throws IOException {
    return start(
        builder(HOME, arguments.toArray(String[]::new)).directory(directory.toFile()),
        directory,
        variables);
  }

  private static SidecarProcess start(ProcessBuilder builder, Path directory, String... variables)
      throws IOException {
    var log = directory.resolve("sidecar.log");
    builder.redirectError(log.toFile());
    for (var variable : variables) {
      var equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    var process = builder.start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line = out.readLine();
    while (line != null && !GREETING.matcher(line).matches()) {
      line = out.readLine(); // A config may have the log on standard output, too.
    }
    if (line == null) {
      throw new IllegalStateException("no greeting; the log says: " + Files.readString(log));
    }
    Thread.startVirtualThread(() -> discard(out));
    return new SidecarProcess(process, line, log);
  }

  /** Reads what else the process says, which would wait for a reader otherwise. */
  private static void discard(BufferedReader out) {
    try {
      var _ = out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /** Runs a command to its end. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    return run(HOME, arguments);
  }

  /** Runs a command of the distribution in {@code home} to its end. */
  static Result run(Path home, String... arguments) throws IOException, InterruptedException {
    var out = Files.createTempFile("outrigger-it", ".out");
    var err = Files.createTempFile("outrigger-it", ".err");
    try {
      var process =
          builder(home, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(List.of(arguments) + " did not end");
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static ProcessBuilder builder(Path home, String... arguments) {
    var builder = new ProcessBuilder(home.resolve("bin/outrigger").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OUTRIGGER_LOG_FORMAT", "text"); // As tests read it best.
    return builder;
  }

  /** The line that says where it listens. */
  String greeting() {
    return greeting;
  }

  /** The first address, and the second one if there is one. */
  List<String> addresses() {
    var match = GREETING.matcher(greeting);
    if (!match.matches()) {
      throw new IllegalStateException("another greeting: " + greeting);
    }
    return match.group(2) == null
        ? List.of(match.group(1))
        : List.of(match.group(1), match.group(2));
  }

  /** The port that has its metrics, by its log. */
  int metricsPort() throws IOException {
    var line = METRICS.matcher(log());
    if (!line.find()) {
      throw new IllegalStateException("no metrics; the log says: " + log());
    }
    return Integer.parseInt(line.group(1));
  }

  /** Calls a method on an address of this sidecar through the command line. */
  static Result call(String address, String method, String json)
      throws IOException, InterruptedException {
    return run("call", "-a", address, method, json);
  }

  /** How much memory the process has of the machine's (VmRSS). */
  long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  /** How many threads of the machine's the process has. */
  int threads() throws IOException {
    try (var tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return (int) tasks.count();
    }
  }

  /** How much of the heap is in use after a full collection. */
  long liveBytes() throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var command = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram");
    var counting = command.redirectErrorStream(true).start();
    var text = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    counting.waitFor();
    var total = TOTAL.matcher(text);
    if (!total.find()) {
      throw new IllegalStateException("no histogram: " + text);
    }
    return Long.parseLong(total.group(1));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM and gives the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  private int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the sidecar did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** How a command ended, and what it printed. */
  record Result(int code, String out, String err) {}
}

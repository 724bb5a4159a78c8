package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A sidecar that was started by any command, in its own environment. */
final class RunningProgram implements AutoCloseable {

  private static final Pattern GREETING =
      Pattern.compile("outrigger \\S+ listens on (\\S+).* started in (\\d+) ms\\)");
  private static final Pattern ACTUATOR = Pattern.compile("api=actuator addresses=\\[([^]]+)]");
  private static final int LIMIT_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final String address;
  private final long startedMillis;

  private RunningProgram(Process process, Path log, String address, long startedMillis) {
    this.process = process;
    this.log = log;
    this.address = address;
    this.startedMillis = startedMillis;
  }

  /** Starts it, and waits until it says where it listens. */
  static RunningProgram start(ProcessBuilder builder, Path log) throws IOException {
    var began = System.nanoTime();
    var process = builder.redirectError(log.toFile()).start();
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var greeting = GREETING.matcher(line);
      if (greeting.matches()) {
        var millis = (System.nanoTime() - began) / 1_000_000;
        Thread.startVirtualThread(() -> discard(out));
        return new RunningProgram(process, log, greeting.group(1), millis);
      }
    }
    throw new IllegalStateException("no greeting; the log says: " + Files.readString(log));
  }

  private static void discard(BufferedReader out) {
    try {
      var _ = out.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Where it listens first. */
  String address() {
    return address;
  }

  /** Where its actuator is, by its log. */
  String actuator() throws IOException {
    var found = ACTUATOR.matcher(log());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** From the start of the process to its greeting. */
  long startedMillis() {
    return startedMillis;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** The process of the sidecar itself, which may be a child of the one started. */
  private ProcessHandle java() {
    return process.descendants().reduce((first, last) -> last).orElseGet(process::toHandle);
  }

  long residentMebibytes() throws IOException {
    return status("VmRSS") >> 10;
  }

  /** The user that it runs as. */
  long user() throws IOException {
    return status("Uid");
  }

  private long status(String name) throws IOException {
    var lines = Files.readAllLines(Path.of("/proc", Long.toString(java().pid()), "status"));
    var line = lines.stream().filter(each -> each.startsWith(name + ":")).findFirst().orElseThrow();
    return Long.parseLong(line.split("\\s+", -1)[1]);
  }

  /** The files that are mapped into its memory. */
  String maps() throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(java().pid()), "maps"));
  }

  /** Sends SIGTERM. */
  void signal() {
    java().destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; gives the exit code. */
  int await() throws InterruptedException {
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

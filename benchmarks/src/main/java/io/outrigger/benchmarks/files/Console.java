package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Running;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that does what lines on its standard input say, tells what came of it on lines of
 * standard output, and ends with its input. For one thread.
 */
final class Console implements Running, AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final String name;
  private final Workplace place;
  private final Path errors;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  /** Starts a process, whose first words are still to be awaited. */
  Console(String name, Workplace place, ProcessBuilder builder) throws IOException {
    this.name = name;
    this.place = place;
    this.errors = place.path("errors");
    this.process = place.startPiped(builder, errors);
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  /** Has it do something; answers what follows {@code start} on the line of the answer. */
  String ask(String command, String start) throws IOException {
    in.write(command + "\n");
    in.flush();
    return await(start);
  }

  /**
   * Waits for a line that begins with {@code start}, and answers the rest of it.
   *
   * @throws BenchmarkException when the process ends before
   */
  String await(String start) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(start)) {
        return line.substring(start.length());
      }
    }
    var said = Files.readString(errors).strip().lines().filter(line -> !line.startsWith("\tat "));
    throw new BenchmarkException(
        "the %s has ended; its last words: %s"
            .formatted(name, said.reduce((first, last) -> last).orElse("none")));
  }

  @Override
  public void close() throws IOException {
    try (in) {
      in.flush();
    } catch (IOException e) {
      // It has ended already, which is what is wanted.
    }
    try {
      var _ = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    place.end(process);
  }
}

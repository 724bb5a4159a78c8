package io.outrigger.benchmarks.firstlight;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The load generator of nghttp2, with 64 calls in flight on eight connections. */
final class H2load {

  private static final int CONNECTIONS = 8;
  private static final int STREAMS = 8;
  private static final int PATIENCE_SECONDS = 20;

  private final Path program;
  private final Workplace place;

  private H2load(Path program, Workplace place) {
    this.program = program;
    this.place = place;
  }

  /**
   * Finds it.
   *
   * @param searchPath folders, as in the environment variable PATH
   * @throws BenchmarkException when it is not installed
   */
  static H2load find(String searchPath, Workplace place) {
    var program =
        Stream.of(searchPath.split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "h2load"))
            .filter(Files::isExecutable)
            .findFirst();
    return program
        .map(path -> new H2load(path, place))
        .orElseThrow(() ->
            new BenchmarkException(
                "h2load is not on PATH: install the Debian package nghttp2-client"));
  }

  /** The line that tells its version. */
  String version() throws IOException, InterruptedException {
    return output(List.of("--version"), 0).strip();
  }

  /**
   * Puts load on a server.
   *
   * @throws BenchmarkException when an answer is wrong
   */
  LoadResult run(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    return run(subject, transport, seconds, List.of());
  }

  /** Puts load on a server and measures every call, which slows the generator down. */
  Latency latency(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    var log = place.path("latencies");
    run(subject, transport, seconds, List.of("--log-file=" + log));
    var latency = Latency.read(log);
    Files.delete(log);
    return latency;
  }

  private LoadResult run(Subject subject, Transport transport, int seconds, List<String> more)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("-t1", "-c", CONNECTIONS + "", "-m", STREAMS + ""));
    arguments.addAll(List.of("-D", seconds + "", "-d", subject.body().toString()));
    arguments.addAll(List.of("-H", "content-type: application/grpc", "-H", "te: trailers"));
    arguments.addAll(more);
    arguments.addAll(transport.arguments(subject));
    var output = output(arguments, seconds);
    subject.server().stayAlive(0);
    var result = LoadResult.parse(output);
    result.requireRight(subject.answerBytes(), CONNECTIONS * STREAMS);
    return result;
  }

  private String output(List<String> arguments, int seconds)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    var output = place.path("h2load");
    var process = place.start(new ProcessBuilder(command), output);
    var ended = process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
    place.end(process);
    return Optional.of(Files.readString(output))
        .filter(text -> ended && process.exitValue() == 0)
        .orElseThrow(() -> new BenchmarkException("h2load failed: " + String.join(" ", command)));
  }
}

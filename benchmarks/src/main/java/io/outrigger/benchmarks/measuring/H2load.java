package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The load generator of nghttp2, by default with 64 calls in flight on eight connections. */
public final class H2load {

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
   * @throws BenchmarkException when it is not installed
   */
  public static H2load find(Workplace place) {
    return new H2load(Programs.find("h2load", "nghttp2-client"), place);
  }

  /** The line that tells its version. */
  public String version() throws IOException, InterruptedException {
    return output(List.of("--version"), 0).strip();
  }

  /**
   * Puts load on a server.
   *
   * @throws BenchmarkException when an answer is wrong
   */
  public LoadResult run(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    return run(new Load(subject, transport, CONNECTIONS, STREAMS), seconds, List.of());
  }

  /**
   * Asks a server for the same long answer again and again, one after the other on one connection.
   *
   * @throws BenchmarkException when an answer is wrong
   */
  public LoadResult stream(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    return run(new Load(subject, transport, 1, 1), seconds, List.of());
  }

  /** Puts load on a server and takes the processor time that it needs. */
  public Throughput throughput(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    var pid = subject.server().pid();
    var before = ProcFiles.processTicks(pid);
    var load = run(subject, transport, seconds);
    return Throughput.of(load, ProcFiles.processTicks(pid) - before);
  }

  /** Puts load on a server and measures every call, which slows the generator down. */
  public Latency latency(Subject subject, Transport transport, int seconds)
      throws IOException, InterruptedException {
    return latency(new Load(subject, transport, CONNECTIONS, STREAMS), seconds);
  }

  /** Makes one call after the other over TCP, and measures each. */
  public Latency oneInFlight(Subject subject, int seconds)
      throws IOException, InterruptedException {
    return latency(new Load(subject, Transport.TCP, 1, 1), seconds);
  }

  private Latency latency(Load load, int seconds) throws IOException, InterruptedException {
    var log = place.path("latencies");
    run(load, seconds, List.of("--log-file=" + log));
    var latency = Latency.read(log);
    Files.delete(log);
    return latency;
  }

  private LoadResult run(Load load, int seconds, List<String> more)
      throws IOException, InterruptedException {
    var subject = load.subject();
    var arguments = new ArrayList<>(load.arguments());
    arguments.addAll(List.of("-D", seconds + ""));
    arguments.addAll(more);
    arguments.addAll(load.transport().arguments(subject));
    var output = output(arguments, seconds);
    subject.server().stayAlive(0);
    var result = LoadResult.parse(output);
    result.requireRight(subject.answerBytes(), load.connections() * load.streams());
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

  /**
   * What is asked of a server.
   *
   * @param streams calls in flight on each connection
   */
  private record Load(Subject subject, Transport transport, int connections, int streams) {

    private List<String> arguments() {
      var all = new ArrayList<>(List.of("-t1", "-c", connections + "", "-m", streams + ""));
      var body = subject.body();
      if (body != null) {
        all.addAll(List.of("-d", body.toString()));
        all.addAll(List.of("-H", "content-type: application/grpc", "-H", "te: trailers"));
      }
      return all;
    }
  }
}

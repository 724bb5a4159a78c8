package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A server process that is measured. */
public final class Server implements Running, AutoCloseable {

  private static final long START_LIMIT_SECONDS = 30;

  private final String name;
  private final Endpoint endpoint;
  private final Workplace place;
  private final Path log;
  private final Process process;

  /** Starts a server; it need not listen yet. */
  public Server(String name, Endpoint endpoint, Workplace place, ProcessBuilder builder)
      throws IOException {
    this.name = name;
    this.endpoint = endpoint;
    this.place = place;
    this.log = place.path("log");
    this.process = place.start(builder, log);
  }

  /** Starts a server that listens at a port only, which its command gets. */
  public static Server atPort(String name, Workplace place, IntFunction<ProcessBuilder> command)
      throws IOException {
    var endpoint = Endpoint.next(place);
    return new Server(name, endpoint, place, command.apply(endpoint.port()));
  }

  /** Where it listens. */
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  /**
   * Waits until it accepts connections.
   *
   * @throws BenchmarkException when it ends before, or takes too long
   */
  public void awaitListening() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
    while (!listens()) {
      if (System.nanoTime() > deadline) {
        throw failure("does not listen after " + START_LIMIT_SECONDS + " s");
      }
      stayAlive(1);
    }
  }

  private boolean listens() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port());
    try (var channel = SocketChannel.open(address)) {
      return channel.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  /**
   * Lets time pass.
   *
   * @throws BenchmarkException when the process has ended or ends meanwhile
   */
  public void stayAlive(long millis) throws IOException, InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw failure("has ended with status " + process.exitValue());
    }
  }

  private BenchmarkException failure(String what) throws IOException {
    var said = Files.readString(log).strip().lines().reduce((first, last) -> last);
    return new BenchmarkException(
        "the %s (process %d) %s; its last words: %s"
            .formatted(name, pid(), what, said.orElse("none")));
  }

  @Override
  public void close() {
    place.end(process);
  }
}

package io.outrigger.testkit.redis;

import io.outrigger.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis (or Sentinel) process on a free port of loopback, with a directory of its own. It can be
 * killed, started again on the same port and data, and frozen.
 */
public final class RedisServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final String program;
  private final int port;
  private final Path directory;
  private final List<String> options;
  private @Nullable Process process;

  private RedisServer(String program, int port, List<String> options) {
    this.program = program;
    this.port = port;
    this.options = List.copyOf(options);
    try {
      this.directory = Files.createTempDirectory("outrigger-redis-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A running server without persistence, with these options besides. */
  public static RedisServer start(String... options) {
    var server = stopped(options);
    server.startAgain();
    return server;
  }

  /** A server that has not been started yet. */
  public static RedisServer stopped(String... options) {
    return new RedisServer("redis-server", FreePort.next(), List.of(options));
  }

  /** A running server that has a port for TLS, too; clients need no certificate. */
  public static RedisServer startWithTls(Certificates certificates, String... options) {
    int port = FreePort.next();
    var all = new ArrayList<String>();
    all.addAll(
        List.of(
            "--tls-port", String.valueOf(port + FreePort.DISTANCE), "--tls-auth-clients", "no"));
    all.addAll(List.of("--tls-cert-file", certificates.certificate().toString()));
    all.addAll(List.of("--tls-key-file", certificates.key().toString()));
    all.addAll(List.of("--tls-ca-cert-file", certificates.authority().toString()));
    all.addAll(List.of(options));
    var server = new RedisServer("redis-server", port, all);
    server.startAgain();
    return server;
  }

  /** The port for TLS, if the server has one. */
  public int tlsPort() {
    return port + FreePort.DISTANCE;
  }

  /** A running Sentinel with this config. */
  static RedisServer sentinel(String config) {
    var sentinel = new RedisServer("redis-sentinel", FreePort.next(), List.of());
    sentinel.write("sentinel.conf", "port " + sentinel.port + "\nbind 127.0.0.1\n" + config);
    sentinel.startAgain();
    return sentinel;
  }

  /** Starts the process, and waits until it answers. */
  public void startAgain() {
    try {
      process =
          new ProcessBuilder(command())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(program + " of the Debian package is needed", e);
    }
    awaitAnswer(process);
  }

  private List<String> command() {
    var command = new ArrayList<String>(List.of(program));
    if (program.equals("redis-sentinel")) {
      command.add("sentinel.conf");
      return command;
    }
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", directory.toString(), "--save", ""));
    command.addAll(options);
    return command;
  }

  private void awaitAnswer(Process started) {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < limit && started.isAlive()) {
      try (var socket = new Socket()) {
        socket.connect(address(), 100);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new AssertionError(program + " did not start: " + log());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the process has said. */
  public String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file into the directory of the server, and answers where it is. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory of the server. */
  public Path directory() {
    return directory;
  }

  public int port() {
    return port;
  }

  /** The value of {@code redisHost}. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Ends the process at once, as a crash does. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly();
      waitFor(running);
    }
  }

  /** Stops the process without ending it: connections stay, and nothing answers. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    var running = process;
    if (running == null) {
      throw new IllegalStateException("the server does not run");
    }
    try {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(running.pid()));
      waitFor(kill.inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command, and answers its reply: numbers as {@code Long}, texts as {@code byte[]}. */
  public Object run(Command command, String... arguments) {
    try (var connection = new Connection(new HostAndPort("127.0.0.1", port))) {
      connection.sendCommand(command, arguments);
      return connection.getOne();
    }
  }

  /** True when the server answers. */
  public boolean answers() {
    try {
      return run(Command.PING) != null;
    } catch (JedisException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void waitFor(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

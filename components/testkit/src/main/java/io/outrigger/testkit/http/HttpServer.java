package io.outrigger.testkit.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP/1.1 server on a free port of loopback. It keeps connections, takes bodies with a length
 * or in chunks, answers {@code Expect: 100-continue} when the handler reads the body, and sends
 * header names in the case they are given in. A connection on which nothing comes for a minute is
 * closed, and nothing is held for longer than that. Safe for use by many threads.
 */
public final class HttpServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final HttpHandler handler;
  private final Duration limit;
  private final ServerSocket listener;
  private final Faults faults;
  private final Thread acceptor;
  private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  private HttpServer(HttpHandler handler, Duration limit, ServerSocket listener) {
    this.handler = handler;
    this.limit = limit;
    this.listener = listener;
    faults = new Faults(limit);
    acceptor = Thread.ofVirtual().name("http-" + listener.getLocalPort()).unstarted(this::accept);
  }

  /** Starts a server. */
  public static HttpServer start(HttpHandler handler) {
    return start(handler, LIMIT);
  }

  /** Starts a server that waits so long at most for its client. */
  static HttpServer start(HttpHandler handler, Duration limit) {
    try {
      var listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
      var server = new HttpServer(handler, limit, listener);
      server.acceptor.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The address with the port, such as {@code 127.0.0.1:4711}. */
  public String authority() {
    return "127.0.0.1:" + port();
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /** How many connections are open. */
  public int connections() {
    return connections.size();
  }

  /** How the handler has failed so far; a test wants none. */
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Breaks all connections; new ones are served. */
  public void cut() {
    connections.keySet().forEach(HttpServer::closeQuietly);
  }

  HttpHandler handler() {
    return handler;
  }

  void failed(Throwable failure) {
    failures.add(failure);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        var name = "http-" + port() + '-' + socket.getPort();
        var thread = Thread.ofVirtual().name(name).unstarted(() -> serve(socket));
        connections.put(socket, thread);
        thread.start();
      } catch (IOException e) {
        // The loop looks whether that was the end.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Connection(socket, limit, this).serve();
    } catch (IOException e) {
      // The client sees the end of its connection; one that has gone need not be told.
    } finally {
      connections.remove(socket);
    }
  }

  /**
   * Refuses clients, breaks all connections and waits for the threads.
   *
   * @throws IllegalStateException when a handler does not end
   */
  @Override
  public void close() {
    closeQuietly(listener);
    join(acceptor);
    var left = Map.copyOf(connections);
    left.forEach((socket, thread) -> {
      closeQuietly(socket);
      thread.interrupt();
    });
    left.values().forEach(HttpServer::join);
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone in any case.
    }
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        throw new IllegalStateException(thread.getName() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

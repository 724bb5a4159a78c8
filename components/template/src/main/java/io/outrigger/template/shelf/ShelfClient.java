package io.outrigger.template.shelf;

import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Asks a server that is spoken to in lines of text, over as many connections as there are calls at
 * a time. Every call blocks. Safe for use by many threads.
 */
public final class ShelfClient implements AutoCloseable {

  private final String host;
  private final int port;
  private final int timeoutMillis;
  private final List<String> login;
  private final Deque<ShelfConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** A client without a connection, which sends {@code login} first on each that it makes. */
  public ShelfClient(String host, int port, Duration timeout, List<String> login) {
    this.host = host;
    this.port = port;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    this.login = List.copyOf(login);
  }

  /** Sends all lines, and answers the server's answer to each. */
  public List<String> ask(List<String> lines) throws IOException {
    var pooled = idle.poll();
    var connection = pooled == null ? open() : pooled;
    try {
      var answers = connection.ask(lines);
      giveBack(connection);
      return answers;
    } catch (IOException e) {
      connection.close();
      closeIdle(); // They have most likely lost the same server.
      throw e;
    }
  }

  private ShelfConnection open() throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    var connection = ShelfConnection.open(host, port, timeoutMillis);
    try {
      var _ = connection.ask(login);
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private void giveBack(ShelfConnection connection) {
    idle.push(connection);
    if (closed) {
      closeIdle();
    }
  }

  /** Closes each connection as soon as nobody uses it. */
  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (var next = idle.poll(); next != null; next = idle.poll()) {
      next.close();
    }
  }
}

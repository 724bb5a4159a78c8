package io.outrigger.template.shelf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server for {@link ShelfClient} on a port of the loopback interface, as tests start it. Needs
 * nothing but the JDK, so that it also runs by itself: {@code java ShelfServer.java 7420}.
 */
public final class ShelfServer implements AutoCloseable {

  private final ServerSocket listener;
  private final String login;
  private final Shelf shelf;
  private final Thread accepting;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private ShelfServer(ServerSocket listener, String login, Shelf shelf) {
    this.listener = listener;
    this.login = login;
    this.shelf = shelf;
    accepting = Thread.ofVirtual().unstarted(this::accept);
  }

  /** Runs a server that lets everybody in, until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    var server = start(Integer.parseInt(args[0]), "", "", InstantSource.system());
    System.out.println("a shelf server listens on " + server.address());
    Thread.currentThread().join();
  }

  /**
   * Starts a server, on a free port if {@code port} is 0; it wants a login unless {@code user} is
   * empty.
   */
  public static ShelfServer start(int port, String user, String password, InstantSource clock) {
    try {
      var listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      var login = user.isEmpty() ? "" : "LOGIN " + base64(user) + ' ' + base64(password);
      var server = new ShelfServer(listener, login, new Shelf(clock));
      server.accepting.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
  }

  /** Where it listens. */
  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // The listener is closed, and with it the server.
    }
  }

  private void serve(Socket client) {
    try (client;
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        var out = new OutputStreamWriter(client.getOutputStream(), US_ASCII)) {
      client.setTcpNoDelay(true); // Else each answer waits up to 40 ms.
      boolean welcome = login.isEmpty();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        welcome = welcome || line.equals(login);
        out.write((welcome ? answer(line) : "ERROR wrong user or password") + '\n');
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone, or the server is closed.
    }
    clients.remove(client);
  }

  private String answer(String line) {
    return line.equals("PING") || line.startsWith("LOGIN ") ? "OK" : shelf.answer(line);
  }

  /** Ends, and every connection with it. */
  @Override
  public void close() {
    try {
      listener.close();
      accepting.join(); // Until then the port is still open.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cutConnections();
  }

  /** Closes every connection, and goes on with new ones. */
  public void cutConnections() {
    clients.forEach(ShelfServer::close);
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

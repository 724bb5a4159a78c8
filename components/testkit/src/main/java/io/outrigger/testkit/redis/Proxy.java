package io.outrigger.testkit.redis;

import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a server as a network does: each way takes a time, whatever is under
 * way at once, and connections can be cut.
 */
public final class Proxy implements AutoCloseable {

  private record Piece(Bytes bytes, long dueNanos) {}

  private static final Piece END = new Piece(Bytes.empty(), 0);

  private final RedisServer target;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile long delayNanos;

  private Proxy(RedisServer target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** A proxy that does not delay anything yet. */
  public static Proxy of(RedisServer target) {
    try {
      var proxy = new Proxy(target, new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
      Thread.startVirtualThread(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of {@code redisHost}. */
  public String host() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Lets a round trip take so much longer. */
  public void slow(Duration roundTrip) {
    delayNanos = roundTrip.toNanos() / 2;
  }

  /** Breaks all connections. */
  public void cut() {
    sockets.forEach(Proxy::close);
    sockets.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // The client sees that it is not served.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var server = new Socket();
    sockets.add(client);
    sockets.add(server);
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()), 1000);
    } catch (IOException e) {
      close(client);
      return;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    pass(client, server);
    pass(server, client);
  }

  private void pass(Socket from, Socket to) {
    var underWay = new LinkedBlockingQueue<Piece>();
    Thread.startVirtualThread(() -> read(from, underWay));
    Thread.startVirtualThread(() -> write(underWay, to));
  }

  private void read(Socket from, BlockingQueue<Piece> underWay) {
    var buffer = new byte[64 * 1024];
    try {
      for (int n = from.getInputStream().read(buffer); n > 0; ) {
        underWay.add(
            new Piece(Bytes.wrap(Arrays.copyOf(buffer, n)), System.nanoTime() + delayNanos));
        n = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // As good as the end.
    }
    underWay.add(END);
  }

  private static void write(BlockingQueue<Piece> underWay, Socket to) {
    try {
      for (var piece = underWay.take(); piece.bytes.size() > 0; piece = underWay.take()) {
        TimeUnit.NANOSECONDS.sleep(piece.dueNanos - System.nanoTime());
        to.getOutputStream().write(piece.bytes.unsafeArray());
      }
    } catch (IOException e) {
      // As good as the end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone in any case.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}

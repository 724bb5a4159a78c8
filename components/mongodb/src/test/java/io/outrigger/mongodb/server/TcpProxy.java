package io.outrigger.mongodb.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between a client and a server, and can cut or freeze the connections. */
public final class TcpProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** Guards whether bytes may pass. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition thawed = lock.newCondition();
  private boolean frozen;

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy on a free port for the server on this one. */
  public static TcpProxy before(int port) {
    try {
      var proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Lets nothing pass any more; connections stay open. */
  public void freeze() {
    freeze(true);
  }

  /** Lets everything pass, what has waited first. */
  public void thaw() {
    freeze(false);
  }

  private void freeze(boolean on) {
    lock.lock();
    try {
      frozen = on;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes every connection; new ones are let in. */
  public void cut() {
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException _) {
        // The proxy has ended.
      }
    }
  }

  /** Where there is no server, the client hears it at once. */
  private void connect(Socket client) {
    try {
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(server);
      Thread.ofVirtual().start(() -> pump(client, server));
      Thread.ofVirtual().start(() -> pump(server, client));
    } catch (IOException _) {
      close(client);
    }
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[8192];
    try {
      for (int size = from.getInputStream().read(buffer);
          size >= 0;
          size = from.getInputStream().read(buffer)) {
        awaitThaw();
        to.getOutputStream().write(buffer, 0, size);
      }
    } catch (IOException _) {
      // Cut.
    }
    close(from);
    close(to);
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thaw();
    cut();
  }
}

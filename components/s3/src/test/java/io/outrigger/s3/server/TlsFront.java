package io.outrigger.s3.server;

import io.outrigger.testkit.redis.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Speaks TLS for a front, with a certificate for 127.0.0.1 that the clients which are made from now
 * on trust if a test wants them to.
 */
public final class TlsFront implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String TRUST = "javax.net.ssl.trustStore";

  private final Path store;
  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private TlsFront(Path store, ServerSocket listener, int target) {
    this.store = store;
    this.listener = listener;
    this.target = target;
  }

  /** One whose certificate is in a directory. */
  public static TlsFront of(Front front, Path directory) {
    var _ = Certificates.make(directory, "127.0.0.1");
    var store = directory.resolve("store.p12");
    try {
      var listener =
          context(store)
              .getServerSocketFactory()
              .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
      var tls = new TlsFront(store, listener, front.port());
      Thread.startVirtualThread(tls::accept);
      return tls;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** The endpoint, with its scheme. */
  public String endpoint() {
    return "https://127.0.0.1:" + listener.getLocalPort();
  }

  /** Has clients trust its certificate. */
  public void trust() {
    System.setProperty(TRUST, store.toString());
    System.setProperty(TRUST + "Password", "changeit");
  }

  /** Has clients trust whom they trust elsewhere. */
  public void distrust() {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST + "Password");
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        var plain = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(socket);
        sockets.add(plain);
        Thread.startVirtualThread(() -> pass(socket, plain));
        Thread.startVirtualThread(() -> pass(plain, socket));
      } catch (IOException e) {
        // The loop looks whether that was the end.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // As good as the end.
    } finally {
      sockets.remove(from);
    }
  }

  @Override
  public void close() {
    distrust();
    try {
      listener.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.outrigger.redis.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Opens sockets as the settings ask for them. Safe for use by many threads. */
final class Sockets {

  private final int dialMillis;
  private final int readMillis;
  private final @Nullable SSLSocketFactory tls;
  private final SSLParameters checks;

  Sockets(RedisSettings settings) {
    dialMillis = Math.clamp(settings.dialTimeout().toMillis(), 1, Integer.MAX_VALUE);
    readMillis = Math.clamp(settings.readTimeout().toMillis(), 1, Integer.MAX_VALUE);
    tls = settings.enableTls() ? Tls.sockets(settings) : null;
    checks = Tls.checks(settings);
  }

  /** A socket that is connected and, by TLS, known to be the right one. */
  Socket open(HostAndPort address) {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(readMillis);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), dialMillis);
      return tls == null ? socket : secured(tls, socket, address);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new JedisConnectionException(address + ": " + e.getMessage(), e);
    }
  }

  private SSLSocket secured(SSLSocketFactory tls, Socket plain, HostAndPort address)
      throws IOException {
    var socket = (SSLSocket) tls.createSocket(plain, address.getHost(), address.getPort(), true);
    socket.setSSLParameters(checks);
    socket.startHandshake();
    return socket;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is given up in any case.
    }
  }
}

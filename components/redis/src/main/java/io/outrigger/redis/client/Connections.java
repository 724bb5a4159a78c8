package io.outrigger.redis.client;

import java.io.IOException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/** What several classes do with a connection. */
final class Connections {

  private Connections() {}

  /** Closes a connection at once, whatever its state and whoever uses it. */
  static void close(Connection connection) {
    try {
      connection.forceDisconnect();
    } catch (IOException | RuntimeException _) {
      // It is given up in any case.
    }
  }

  /** True when the server answers on a connection; it is closed when not. */
  static boolean isAlive(Connection connection) {
    try {
      if (!connection.isBroken() && connection.ping()) {
        return true;
      }
    } catch (JedisException _) {
      // Told by the answer.
    }
    close(connection);
    return false;
  }
}

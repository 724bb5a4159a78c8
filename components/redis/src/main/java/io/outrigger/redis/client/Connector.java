package io.outrigger.redis.client;

import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Opens connections that are authenticated and have their database selected. Safe for use by many
 * threads; opening blocks.
 */
final class Connector {

  private final RedisSettings settings;
  private final Sockets sockets;
  private final JedisClientConfig login;
  private final JedisClientConfig sentinelLogin;

  /**
   * Connections as the settings ask for them.
   *
   * @throws IllegalArgumentException when a certificate or key cannot be read
   */
  Connector(RedisSettings settings) {
    this.settings = settings;
    sockets = new Sockets(settings);
    login = login(settings.redisUsername(), settings.redisPassword().reveal());
    sentinelLogin = login(settings.sentinelUsername(), settings.sentinelPassword().reveal());
  }

  private static JedisClientConfig login(String user, String password) {
    var config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    return password.isEmpty()
        ? config.build()
        : config.user(user.isEmpty() ? null : user).password(password).build();
  }

  /** A connection to a node. */
  Connection open(HostAndPort address) {
    return selected(new Connection(once(() -> sockets.open(address)), login));
  }

  /** A connection to the only server, which may have a socket of this host. */
  Connection open(Supplier<HostAndPort> address) {
    var socket = Servers.socket(settings);
    return socket.isPresent()
        ? selected(new Connection(once(() -> UnixSocket.open(socket.get(), settings)), login))
        : open(address.get());
  }

  /** A connection to a Sentinel. */
  Connection openSentinel(HostAndPort address) {
    return new Connection(once(() -> sockets.open(address)), sentinelLogin);
  }

  /**
   * Opens one socket and no other. A connection of Jedis that has been closed would else open
   * another by itself in the middle of a batch, without login and database, and read the replies to
   * later commands as those to earlier ones.
   */
  private static JedisSocketFactory once(Supplier<Socket> opening) {
    var opened = new AtomicBoolean();
    return () -> {
      if (!opened.compareAndSet(false, true)) {
        throw new JedisConnectionException("the connection was closed");
      }
      return opening.get();
    };
  }

  private Connection selected(Connection connection) {
    if (settings.redisDb() == 0) {
      return connection;
    }
    try {
      connection.select(settings.redisDb());
      return connection;
    } catch (RuntimeException e) {
      Connections.close(connection);
      throw e;
    }
  }
}

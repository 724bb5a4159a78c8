package io.outrigger.redis.client;

import java.util.function.Supplier;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

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
    return selected(new Connection(() -> sockets.open(address), login));
  }

  /** A connection to the only server, which may have a socket of this host. */
  Connection open(Supplier<HostAndPort> address) {
    var socket = Servers.socket(settings);
    return socket.isPresent()
        ? selected(new Connection(() -> UnixSocket.open(socket.get(), settings), login))
        : open(address.get());
  }

  /** A connection to a Sentinel. */
  Connection openSentinel(HostAndPort address) {
    return new Connection(() -> sockets.open(address), sentinelLogin);
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

package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The router when there is one server: always the same, or the one that is master at the time. */
final class OneServer implements Router {

  private static final Duration WATCH_PERIOD = Duration.ofMillis(500);
  private static final Duration WATCH_LIMIT = Duration.ofSeconds(5);

  private final Node node;

  private OneServer(
      RedisSettings settings, Connector connector, String name, Supplier<HostAndPort> address) {
    node = new Node(name, () -> connector.open(address), this, settings);
  }

  /** The server that the settings name. */
  static OneServer fixed(RedisSettings settings) {
    var socket = Servers.socket(settings);
    if (socket.isPresent()) {
      var none = new HostAndPort("localhost", 0);
      return new OneServer(settings, new Connector(settings), "unix:" + socket.get(), () -> none);
    }
    var addresses = Servers.addresses(settings);
    if (addresses.size() != 1) {
      throw new IllegalArgumentException(
          "redisHost: \"" + settings.redisHost() + "\" (expected: one host:port)");
    }
    var address = addresses.getFirst();
    return new OneServer(settings, new Connector(settings), address.toString(), () -> address);
  }

  /** The server that the Sentinels call master, whenever a connection is opened. */
  static OneServer ofSentinels(RedisSettings settings, ComponentContext context) {
    var connector = new Connector(settings);
    var sentinels = new Sentinels(settings, connector);
    var server =
        new OneServer(settings, connector, settings.sentinelMasterName(), sentinels::master);
    context.every(WATCH_PERIOD, () -> server.watch(sentinels, context));
    return server;
  }

  private void watch(Sentinels sentinels, ComponentContext context) {
    var _ =
        context.blocking(
            Call.within(WATCH_LIMIT),
            () -> {
              if (sentinels.hasChanged()) {
                node.replaceConnections();
              }
              return true;
            });
  }

  @Override
  public Node node(byte[] key) {
    return node;
  }

  @Override
  public Collection<Node> nodes() {
    return List.of(node);
  }

  @Override
  public boolean together(byte[] one, byte[] other) {
    return true;
  }

  @Override
  public void look(Call call) throws InterruptedException {
    try {
      var _ = node.pool().use(call, Connection::ping);
    } catch (JedisException e) {
      throw RedisFailures.unreachable(node.toString(), e);
    }
  }

  /** The next connection finds out. */
  @Override
  public void tellTrouble() {}

  @Override
  public boolean redirect(Pending<?> pending, JedisRedirectionException elsewhere) {
    return false;
  }

  @Override
  public Node follow(JedisRedirectionException elsewhere) {
    throw elsewhere;
  }

  @Override
  public CompletableFuture<Void> close() {
    return node.close();
  }
}

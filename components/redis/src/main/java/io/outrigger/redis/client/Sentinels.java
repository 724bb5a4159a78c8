package io.outrigger.redis.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.SentinelKeyword;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Sentinels who the master is: for each connection that is opened, and again and again, since
 * a master that was replaced may serve on for a while, and what it takes then is lost. Safe for use
 * by many threads, which it blocks.
 */
final class Sentinels {

  private final List<HostAndPort> sentinels;
  private final String masterName;
  private final Connector connector;

  /**
   * What the last look for a change has found. A connection that is opened leaves it as it is, lest
   * those that were opened before outlive the change.
   */
  private final AtomicReference<@Nullable HostAndPort> known = new AtomicReference<>();

  Sentinels(RedisSettings settings, Connector connector) {
    this.connector = connector;
    sentinels = Servers.addresses(settings);
    masterName = settings.sentinelMasterName();
  }

  /** The address of the master, by the first Sentinel that knows it. */
  HostAndPort master() {
    JedisException last = new JedisConnectionException("no Sentinel knows " + masterName);
    for (var sentinel : sentinels) {
      try (var connection = connector.openSentinel(sentinel)) {
        var master = ask(connection);
        known.compareAndSet(null, master);
        return master;
      } catch (JedisException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Looks for a change: whether the master is another than at the look before. */
  boolean hasChanged() {
    if (known.get() == null) {
      return false;
    }
    var now = master();
    return !now.equals(known.getAndSet(now));
  }

  private HostAndPort ask(Connection connection) {
    var question =
        new CommandArguments(Command.SENTINEL)
            .add(SentinelKeyword.GET_MASTER_ADDR_BY_NAME)
            .add(masterName);
    if (connection.executeCommand(question) instanceof List<?> address && address.size() == 2) {
      return new HostAndPort(
          Replies.text(address.getFirst()), Integer.parseInt(Replies.text(address.getLast())));
    }
    throw new JedisConnectionException("the Sentinels know no master " + masterName);
  }
}

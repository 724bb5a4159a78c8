package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/** Waits until replicas have what a connection has written. */
final class Replicas {

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final CommandArguments ROLE = new CommandArguments(Command.ROLE);

  private Replicas() {}

  /**
   * Waits until more than half of the servers have it, the master among them; at once when there is
   * no replica.
   *
   * @throws ComponentException TIMEOUT when they do not in a second, or by the call's deadline; the
   *     write is not taken back
   */
  static void confirm(Connection connection, Call call) {
    int needed = (connected(connection) + 1) / 2;
    if (needed == 0) {
      return;
    }
    long millis = Math.clamp(call.remaining().toMillis(), 1, LONGEST.toMillis());
    var wait = new CommandArguments(Command.WAIT).add(needed).add(millis);
    long confirmed = connection.executeCommand(wait) instanceof Long count ? count : 0;
    if (confirmed < needed) {
      throw new ComponentException(
          ErrorCode.TIMEOUT,
          "written, but %d replicas have confirmed it in %d ms (expected: %d)"
              .formatted(confirmed, millis, needed));
    }
  }

  /** How many replicas the server has now: a master answers its role, an offset, and them. */
  private static int connected(Connection connection) {
    return connection.executeCommand(ROLE) instanceof List<?> role
            && role.size() == 3
            && role.get(2) instanceof List<?> replicas
        ? replicas.size()
        : 0;
  }
}

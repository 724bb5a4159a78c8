package io.outrigger.redis.client;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** One batch: written as a whole, then its replies read in the same order. For one thread. */
final class Exchange {

  private static final CommandArguments ASKING = new CommandArguments(Command.ASKING);

  private final Dispatcher dispatcher;
  private final Deliveries deliveries = new Deliveries();

  Exchange(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Sends a batch and reads its replies, or answers false when the connection is of no use. */
  boolean run(Connection connection, List<Pending<?>> batch) {
    long now = System.nanoTime();
    batch.removeIf(pending -> refuseLate(pending, now));
    int read = 0;
    boolean usable = true;
    try {
      for (var pending : batch) {
        write(connection, pending);
      }
      for (; read < batch.size(); read++) {
        usable &= settle(batch.get(read), read(connection, batch.get(read)));
      }
      return usable;
    } catch (JedisException e) {
      // Before anything is queued again, so that whoever takes it doubts its own connection, too.
      dispatcher.noteBreak();
      for (var unanswered : batch.subList(read, batch.size())) {
        settleBroken(unanswered, e);
      }
      return false;
    }
  }

  /** Settles a batch that could not be sent. */
  void fail(List<Pending<?>> batch, Throwable cause) {
    long now = System.nanoTime();
    for (var pending : batch) {
      if (!refuseLate(pending, now)) {
        pending.fail(cause);
        deliveries.add(pending);
      }
    }
  }

  /** Tells the callers of all that is settled. */
  void deliver() {
    deliveries.send();
  }

  private boolean refuseLate(Pending<?> pending, long now) {
    if (!pending.isLate(now)) {
      return false;
    }
    pending.fail(pending.lateness());
    deliveries.add(pending);
    return true;
  }

  /** A node to which a slot is on its way has to be asked anew for each command but in MULTI. */
  private static boolean isAskedFor(Pending<?> pending, int command) {
    return pending.isAsking() && (command == 0 || !pending.request().isAtomic());
  }

  private static void write(Connection connection, Pending<?> pending) {
    var commands = pending.request().commands();
    for (int i = 0; i < commands.size(); i++) {
      if (isAskedFor(pending, i)) {
        connection.sendCommand(ASKING);
      }
      connection.sendCommand(commands.get(i));
    }
  }

  private static List<Object> read(Connection connection, Pending<?> pending) {
    int count = pending.request().commands().size();
    var replies = new ArrayList<Object>(count);
    for (int i = 0; i < count; i++) {
      if (isAskedFor(pending, i)) {
        var _ = readOne(connection);
      }
      replies.add(readOne(connection));
    }
    return replies;
  }

  private static Object readOne(Connection connection) {
    try {
      return connection.getOne();
    } catch (JedisDataException e) {
      return e;
    }
  }

  /** Settles an answered request, or answers false when it shows that this is no master. */
  private boolean settle(Pending<?> pending, List<Object> replies) {
    for (var reply : replies) {
      if (reply instanceof JedisRedirectionException elsewhere
          && dispatcher.redirect(pending, elsewhere)) {
        return true;
      }
      if (reply instanceof JedisDataException error && RedisFailures.isOfReplica(error)) {
        dispatcher.noteReplica();
        answer(pending, replies);
        return false;
      }
    }
    answer(pending, replies);
    return true;
  }

  private void answer(Pending<?> pending, List<Object> replies) {
    pending.answer(replies);
    deliveries.add(pending);
  }

  private void settleBroken(Pending<?> pending, JedisException cause) {
    if (pending.repeat(dispatcher.mostRepetitions())) {
      dispatcher.queue().add(pending);
      return;
    }
    pending.fail(RedisFailures.broken(dispatcher.server(), cause));
    deliveries.add(pending);
  }
}

package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Runs what must not hold up a batch, each on a pooled connection that it has for itself: scripts,
 * and writes that wait for replicas. It blocks, and so is for virtual threads.
 */
final class Solo {

  private static final int MOST_REDIRECTIONS = 8;
  private static final CommandArguments ASKING = new CommandArguments(Command.ASKING);

  /** Work that may have to announce that a slot is on its way. */
  private interface Work<T> {
    T on(Connection connection, boolean asking);
  }

  private final Router router;

  Solo(Router router) {
    this.router = router;
  }

  /** Runs a script, and answers its reply. */
  Replies eval(Call call, ScriptCall script, boolean confirmed) throws InterruptedException {
    return run(
        call,
        script.key(),
        (connection, asking) -> {
          var reply = Replies.of(eval(connection, script, asking));
          if (confirmed) {
            Replicas.confirm(connection, call);
          }
          return reply;
        });
  }

  /** Runs scripts, those of one node together, and answers the reply of each. */
  List<Replies> evalAll(Call call, List<ScriptCall> scripts, boolean confirmed)
      throws InterruptedException {
    var replies = new Replies[scripts.size()];
    for (var group : byNode(scripts).entrySet()) {
      var members = group.getValue();
      var commands = commands(members.stream().map(scripts::get).toList());
      var answers = answers(call, group.getKey(), commands, confirmed);
      for (int i = 0; i < members.size(); i++) {
        int member = members.get(i);
        replies[member] = settled(call, answers.get(i), scripts.get(member), confirmed);
      }
    }
    return List.of(replies);
  }

  /**
   * The first brings the script along for all: one that was not known, and had to be sent again,
   * would run behind those after it that another has made known meanwhile.
   */
  private static List<CommandArguments> commands(List<ScriptCall> scripts) {
    var commands = new ArrayList<CommandArguments>(scripts.size());
    for (var script : scripts) {
      boolean first = commands.isEmpty() && scripts.size() > 1;
      commands.add(first ? script.bySource() : script.byDigest());
    }
    return commands;
  }

  /** The replies of a node, or its failure for each: what others have done is done. */
  private static List<Object> answers(
      Call call, Node node, List<CommandArguments> commands, boolean confirmed)
      throws InterruptedException {
    try {
      return exchange(call, node, commands, confirmed);
    } catch (ComponentException e) {
      return Collections.nCopies(commands.size(), e);
    }
  }

  /**
   * The reply, or that to a second try when the node did not know the script or has not the key.
   */
  private Replies settled(Call call, Object answer, ScriptCall script, boolean confirmed)
      throws InterruptedException {
    boolean again =
        answer instanceof JedisNoScriptException || answer instanceof JedisRedirectionException;
    if (!again) {
      return Replies.of(answer);
    }
    try {
      return eval(call, script, confirmed);
    } catch (ComponentException e) {
      return Replies.of(e);
    }
  }

  /** Sends a request, and waits for replicas to have what it wrote. */
  <T> T confirmed(Call call, Request<T> request) throws InterruptedException {
    return run(
        call,
        request.key(),
        (connection, asking) -> {
          var replies = exchange(connection, request.commands(), asking);
          throwRedirection(replies);
          throwOfReplica(replies);
          var result = request.read(replies);
          Replicas.confirm(connection, call);
          return result;
        });
  }

  private Map<Node, List<Integer>> byNode(List<ScriptCall> scripts) {
    Map<Node, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < scripts.size(); i++) {
      groups.computeIfAbsent(router.node(scripts.get(i).key()), node -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  private static List<Object> exchange(
      Call call, Node node, List<CommandArguments> commands, boolean confirmed)
      throws InterruptedException {
    return attempt(
        () ->
            node.pool()
                .use(
                    call,
                    connection -> {
                      var replies = exchange(connection, commands, false);
                      throwOfReplica(replies);
                      if (confirmed) {
                        Replicas.confirm(connection, call);
                      }
                      return replies;
                    }),
        node);
  }

  private <T> T run(Call call, byte[] key, Work<T> work) throws InterruptedException {
    var node = router.node(key);
    boolean asking = false;
    for (int i = 0; i < MOST_REDIRECTIONS; i++) {
      try {
        var target = node;
        boolean ask = asking;
        return attempt(
            () -> target.pool().use(call, connection -> work.on(connection, ask)), target);
      } catch (JedisRedirectionException e) {
        node = router.follow(e);
        asking = e instanceof JedisAskDataException;
      }
    }
    throw new ComponentException(
        ErrorCode.UNAVAILABLE, node + ": the cluster does not agree on who has the key");
  }

  /** What may fail, and how that reaches the caller. */
  private interface Attempt<T> {
    T make() throws InterruptedException;
  }

  private static <T> T attempt(Attempt<T> attempt, Node node) throws InterruptedException {
    try {
      return attempt.make();
    } catch (JedisRedirectionException e) {
      throw e;
    } catch (JedisDataException e) {
      if (RedisFailures.isOfReplica(e)) {
        node.dispatcher().noteReplica();
      }
      throw RedisFailures.refused(e);
    } catch (JedisException e) {
      throw RedisFailures.broken(node.toString(), e);
    }
  }

  private static @Nullable Object eval(Connection connection, ScriptCall script, boolean asking) {
    if (asking) {
      var _ = connection.executeCommand(ASKING);
      return connection.executeCommand(script.bySource());
    }
    try {
      return connection.executeCommand(script.byDigest());
    } catch (JedisNoScriptException _) {
      return connection.executeCommand(script.bySource());
    }
  }

  /** Sends commands and reads all their replies, errors among them. */
  private static List<Object> exchange(
      Connection connection, List<CommandArguments> commands, boolean asking) {
    if (asking) {
      var _ = connection.executeCommand(ASKING);
    }
    commands.forEach(connection::sendCommand);
    return connection.getMany(commands.size());
  }

  private static void throwRedirection(List<Object> replies) {
    for (var reply : replies) {
      if (reply instanceof JedisRedirectionException elsewhere) {
        throw elsewhere;
      }
    }
  }

  private static void throwOfReplica(List<Object> replies) {
    for (var reply : replies) {
      if (reply instanceof JedisDataException error && RedisFailures.isOfReplica(error)) {
        throw error;
      }
    }
  }
}

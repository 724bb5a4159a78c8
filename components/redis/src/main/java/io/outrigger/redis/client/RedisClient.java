package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * The way to Redis for a component, whatever the topology: one server, the master that Sentinels
 * name, or a Redis Cluster.
 *
 * <p>There are two paths. {@link #send} is the fast one: requests of many calls travel together
 * ({@link Dispatcher}), nobody waits, and the answer comes back on the caller's event loop. {@link
 * #eval} and {@link #confirmed} have a connection for themselves and a virtual thread that waits.
 *
 * <p>A call that has ended is not sent any more. A connection that breaks fails what it carried
 * with UNAVAILABLE, since nobody knows what has run, but for requests that do no harm when they run
 * twice. A server that cannot be reached is tried again after growing pauses; in between calls fail
 * at once.
 *
 * <p>Safe for use by many threads.
 */
public final class RedisClient {

  private static final CommandArguments PING = new CommandArguments(Command.PING);

  private final ComponentContext context;
  private final String peer;
  private final Router router;
  private final Solo solo;

  /**
   * A client that is not connected.
   *
   * @throws IllegalArgumentException when the settings contradict each other
   */
  public RedisClient(RedisSettings settings, ComponentContext context) {
    this.context = context;
    this.peer = Servers.peer(settings);
    this.router = router(settings, context);
    this.solo = new Solo(router);
    context
        .meters()
        .gauge(
            "redis_queued",
            "Bytes of commands that wait to be sent.",
            () -> router.nodes().stream().mapToLong(n -> n.dispatcher().queue().weight()).sum());
    context
        .meters()
        .gauge(
            "redis_broken_connections",
            "Connections that have broken so far.",
            () -> router.nodes().stream().mapToLong(n -> n.dispatcher().breaks()).sum());
  }

  private static Router router(RedisSettings settings, ComponentContext context) {
    if (settings.redisType() == RedisSettings.Type.CLUSTER) {
      return new ClusterNodes(settings, context);
    }
    return settings.failover()
        ? OneServer.ofSentinels(settings, context)
        : OneServer.fixed(settings);
  }

  /** The addresses of the settings, each {@code host:port}; empty for a socket of this host. */
  public String peer() {
    return peer;
  }

  /** Connects once, to see that it can be done. */
  public CompletionStage<Void> start(Call call) {
    return context.blocking(
        call,
        () -> {
          router.look(call);
          return null;
        });
  }

  /** Asks every server. */
  public CompletionStage<Health> health(Call call) {
    var answers = new ArrayList<CompletionStage<Boolean>>();
    for (var node : router.nodes()) {
      var ping = Request.of(new byte[0], List.of(PING), replies -> replies.value(0) != null);
      answers.add(sendTo(node, call, ping.repeatable()));
    }
    return all(answers)
        .thenApply(pongs -> pongs.isEmpty() ? Health.down("no server is known") : Health.up());
  }

  /** Lets requests be finished and closes all connections. */
  public CompletionStage<Void> close() {
    return router.close();
  }

  /** Sends a request along with those of others. */
  public <T> CompletionStage<T> send(Call call, Request<T> request) {
    return sendTo(router.node(request.key()), call, request);
  }

  private <T> CompletionStage<T> sendTo(Node node, Call call, Request<T> request) {
    var turn = context.turn();
    var pending = new Pending<>(call, request, turn.executor());
    node.dispatcher().add(pending);
    node.dispatcher().signal(turn);
    return pending.result();
  }

  /** Sends requests, which travel together as far as they can. They may run in any order. */
  public <T> List<CompletionStage<T>> sendAll(Call call, List<Request<T>> requests) {
    var turn = context.turn();
    var results = new ArrayList<CompletionStage<T>>(requests.size());
    var dispatchers = new LinkedHashSet<Dispatcher>();
    for (var request : requests) {
      var dispatcher = router.node(request.key()).dispatcher();
      var pending = new Pending<>(call, request, turn.executor());
      dispatcher.add(pending);
      dispatchers.add(dispatcher);
      results.add(pending.result());
    }
    dispatchers.forEach(dispatcher -> dispatcher.signal(turn));
    return results;
  }

  /** Sends a request, and ends when replicas have what it wrote. */
  public <T> CompletionStage<T> confirmed(Call call, Request<T> request) {
    return context.blocking(call, () -> solo.confirmed(call, request));
  }

  /**
   * Runs a script.
   *
   * @param confirmed whether it ends only when replicas have what it wrote
   */
  public <T> CompletionStage<T> eval(
      Call call, ScriptCall script, boolean confirmed, Function<Replies, T> reader) {
    return context.blocking(
        call,
        () -> {
          return reader.apply(solo.eval(call, script, confirmed));
        });
  }

  /** Runs scripts, those of one server in their order, and answers the reply of each. */
  public CompletionStage<List<Replies>> evalAll(
      Call call, List<ScriptCall> scripts, boolean confirmed) {
    return context.blocking(call, () -> solo.evalAll(call, scripts, confirmed));
  }

  /** Whether one script may touch all these keys: true but in a Redis Cluster. */
  public boolean areTogether(Collection<byte[]> keys) {
    var first = keys.iterator();
    if (!first.hasNext()) {
      return true;
    }
    var key = first.next();
    return keys.stream().allMatch(other -> router.together(key, other));
  }

  /** Ends with the values of all stages, or with the first failure. */
  public static <T> CompletionStage<List<T>> all(List<? extends CompletionStage<T>> stages) {
    var futures = stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}

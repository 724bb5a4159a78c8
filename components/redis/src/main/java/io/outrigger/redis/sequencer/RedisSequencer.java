package io.outrigger.redis.sequencer;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.RedisSettings;
import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.redis.client.Script;
import io.outrigger.redis.client.ScriptCall;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Counts ids in Redis: a key is a number, moved on by INCR and INCRBY, as Layotto keeps it.
 *
 * <p>An id whose answer is lost is not given out again but left out, so that the command may be
 * repeated. What Redis forgets, in a fail-over to a replica that lags behind or in a crash without
 * {@code appendfsync always}, it gives out a second time.
 */
public final class RedisSequencer implements Sequencer.Segmented {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final RedisClient client;
  private final Map<String, Long> biggerThan;
  private final Script raise = Script.of(RedisSequencer.class, "raise.lua");

  /** A sequencer that is not connected. */
  public RedisSequencer(RedisSettings settings, ComponentContext context) {
    settings.refuseTtl();
    biggerThan = settings.biggerThan();
    client = new RedisClient(settings, context);
  }

  /** Connects, and moves the keys on that have to begin above a number. */
  @Override
  public CompletionStage<Void> start() {
    var call = Call.within(START_LIMIT);
    return client.start(call).thenCompose(connected -> raiseAll(call));
  }

  private CompletionStage<Void> raiseAll(Call call) {
    var scripts =
        biggerThan.entrySet().stream().map(e -> raising(e.getKey(), e.getValue())).toList();
    return client
        .evalAll(call, scripts, false)
        .thenAccept(replies -> replies.forEach(reply -> reply.number(0)));
  }

  private ScriptCall raising(String key, long number) {
    return new ScriptCall(raise, List.of(bytes(key)), List.of(bytes(Long.toString(number))));
  }

  @Override
  public String peer() {
    return client.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return client.health(Call.within(HEALTH_LIMIT));
  }

  @Override
  public CompletionStage<Void> close() {
    return client.close();
  }

  @Override
  public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
    return client.send(call, moving(key, 1));
  }

  @Override
  public CompletionStage<Segment> segment(Call call, String key, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size: " + size + " (expected: >= 1)");
    }
    return client
        .send(call, moving(key, size))
        .thenApply(last -> new Segment(last - size + 1, last));
  }

  /** Moves a key on, and answers where it stands then. */
  private static Request<Long> moving(String key, int size) {
    var bytes = bytes(key);
    var command =
        size == 1
            ? new CommandArguments(Command.INCR).add(bytes)
            : new CommandArguments(Command.INCRBY).add(bytes).add(size);
    return Request.of(bytes, List.of(command), replies -> moved(key, replies)).repeatable();
  }

  private static long moved(String key, Replies replies) {
    if (replies.isError(0, "ERR increment or decrement would overflow")) {
      throw new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED, "key \"" + key + "\" has no ids left");
    }
    return replies.number(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

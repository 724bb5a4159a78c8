package io.outrigger.redis.lock;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.RedisSettings;
import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Keeps locks in Redis: a key holds its owner and expires with the lease, as in Layotto and Dapr.
 *
 * <p>Beside it a counter that never expires gives the fencing tokens. It counts attempts, refused
 * ones too, since that needs no script: tokens grow with gaps. A lock that Redis forgets, in a
 * fail-over to a replica that lags behind, can have two owners; their tokens are told apart only as
 * far as the counter was not forgotten with it.
 */
public final class RedisLockStore implements LockStore.Renewable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final RedisClient client;

  /** A store that is not connected. */
  public RedisLockStore(RedisSettings settings, ComponentContext context) {
    settings.refuseTtl();
    settings.refuseBiggerThan();
    client = new RedisClient(settings, context);
  }

  @Override
  public CompletionStage<Void> start() {
    return client.start(Call.within(START_LIMIT));
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
  public CompletionStage<Acquisition> tryLock(
      Call call, String resource, String owner, Duration lease) {
    var key = LockCommands.bytes(resource);
    var counting = new CommandArguments(Command.INCR).add(FenceKey.of(resource));
    var commands = List.of(LockCommands.taking(key, owner, lease), counting);
    return client.send(call, Request.atomic(key, commands, RedisLockStore::acquisition));
  }

  private static Acquisition acquisition(Replies replies) {
    long token = replies.number(1);
    return replies.value(0) == null ? Acquisition.refused() : Acquisition.of(token);
  }

  @Override
  public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
    return client.eval(call, LockCommands.unlocking(resource, owner), false, LockCommands::status);
  }

  @Override
  public CompletionStage<LockStatus> renew(
      Call call, String resource, String owner, Duration lease) {
    return client.eval(
        call, LockCommands.renewing(resource, owner, lease), false, LockCommands::status);
  }
}

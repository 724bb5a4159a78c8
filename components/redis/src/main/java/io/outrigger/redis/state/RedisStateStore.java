package io.outrigger.redis.state;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.RedisSettings;
import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps state in Redis, in the layout of Layotto and Dapr: what they have written is read and
 * changed here, and the reverse.
 *
 * <p>A write that always takes place is a handful of commands in MULTI, sent with those of other
 * calls; one that depends on what stands there, and a transaction, is a script. The life of a value
 * is set in the same step as the value. A write with strong consistency ends when more than half of
 * the servers have it.
 *
 * <p>In a Redis Cluster the keys of one transaction have to be in one slot.
 */
public final class RedisStateStore implements StateStore.Bulk, StateStore.Transactional {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final ComponentContext context;
  private final RedisClient client;
  private final Changes changes;
  private final BulkWrites bulk;

  /** A store that is not connected. */
  public RedisStateStore(RedisSettings settings, ComponentContext context) {
    settings.refuseBiggerThan();
    this.context = context;
    client = new RedisClient(settings, context);
    changes = new Changes(Duration.ofSeconds(Math.max(0, settings.ttlInSeconds().orElse(0))));
    bulk = new BulkWrites(client, changes);
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
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    var key = StateCommands.bytes(request.key());
    return value(call, key, client.send(call, StateCommands.reading(key, context.clock())));
  }

  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    var keys = requests.stream().map(request -> StateCommands.bytes(request.key())).toList();
    var reads = keys.stream().map(key -> StateCommands.reading(key, context.clock())).toList();
    var answers = client.sendAll(call, reads);
    var results = new ArrayList<CompletionStage<StateResult>>();
    for (int i = 0; i < requests.size(); i++) {
      var value = value(call, keys.get(i), answers.get(i));
      results.add(Results.of(requests.get(i).key(), value));
    }
    return RedisClient.all(results);
  }

  /** What was read; once more as a text when it was no hash. */
  private CompletionStage<StateValue> value(
      Call call, byte[] key, CompletionStage<Optional<StateValue>> read) {
    return read.thenCompose(found ->
        found.isPresent()
            ? CompletableFuture.completedFuture(found.get())
            : client.send(call, StateCommands.readingPlain(key)));
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    if (isConditional(request)) {
      return change(call, List.of(request));
    }
    var key = StateCommands.bytes(request.key());
    var write = StateCommands.writing(key, request.value(), changes.ttl(request));
    // What is no hash, or counts no version, is replaced by the script, which looks first.
    return send(call, request, write)
        .thenCompose(written ->
            written ? CompletableFuture.completedFuture(null) : change(call, List.of(request)));
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return isConditional(request)
        ? change(call, List.of(request))
        : send(call, request, StateCommands.deleting(StateCommands.bytes(request.key())))
            .thenApply(deleted -> null);
  }

  @Override
  public CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests) {
    return bulk.write(call, requests);
  }

  @Override
  public CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests) {
    return bulk.write(call, requests);
  }

  @Override
  public CompletionStage<Void> transact(Call call, List<StateOperation> operations) {
    if (operations.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    if (!client.areTogether(operations.stream().map(o -> StateCommands.bytes(o.key())).toList())) {
      throw new ComponentException(
          ErrorCode.UNSUPPORTED,
          "the keys of the transaction are in several slots of the Redis Cluster (expected: one,"
              + " as of keys that have the same text in braces)");
    }
    return change(call, operations);
  }

  private CompletionStage<Boolean> send(
      Call call, StateOperation operation, Request<Boolean> write) {
    return isStrong(operation) ? client.confirmed(call, write) : client.send(call, write);
  }

  private CompletionStage<Void> change(Call call, List<? extends StateOperation> operations) {
    operations.forEach(Changes::checkEtag);
    boolean strong = operations.stream().anyMatch(RedisStateStore::isStrong);
    return client
        .eval(call, changes.of(operations), strong, replies -> changed(replies, operations))
        .thenApply(done -> null);
  }

  private static boolean changed(Replies replies, List<? extends StateOperation> operations) {
    var refusal = Changes.refusal(replies, operations);
    if (refusal != null) {
      throw refusal;
    }
    return true;
  }

  /** True when what stands under the key decides, or when the value is to be marked. */
  static boolean isConditional(StateOperation operation) {
    var options = operation.options();
    return options.needsEtag()
        || (operation instanceof SetRequest && options.concurrency() == Concurrency.FIRST_WRITE);
  }

  static boolean isStrong(StateOperation operation) {
    return operation.options().consistency() == Consistency.STRONG;
  }
}

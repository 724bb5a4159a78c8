package io.outrigger.redis.state;

import io.outrigger.redis.client.RedisClient;
import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.WriteFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes of many keys: those that always take place in one batch, the others as scripts in one
 * pipeline. When a key comes twice, all are scripts, which run in their order.
 */
final class BulkWrites {

  private final RedisClient client;
  private final Changes changes;

  BulkWrites(RedisClient client, Changes changes) {
    this.client = client;
    this.changes = changes;
  }

  /** Writes what can be written, and answers what could not. */
  CompletionStage<List<WriteFailure>> write(Call call, List<? extends StateOperation> operations) {
    var plain = new ArrayList<StateOperation>();
    var scripted = new ArrayList<StateOperation>();
    var failures = new ArrayList<WriteFailure>();
    boolean ordered = hasKeyTwice(operations);
    for (var operation : operations) {
      var invalid = invalidEtag(operation);
      if (invalid != null) {
        failures.add(new WriteFailure(operation.key(), invalid));
      } else if (ordered || needsScript(operation)) {
        scripted.add(operation);
      } else {
        plain.add(operation);
      }
    }
    return RedisClient.all(List.of(batch(call, plain), scripts(call, scripted)))
        .thenApply(found ->
            Stream.concat(failures.stream(), found.stream().flatMap(List::stream)).toList());
  }

  private static boolean needsScript(StateOperation operation) {
    return RedisStateStore.isConditional(operation) || RedisStateStore.isStrong(operation);
  }

  private static boolean hasKeyTwice(List<? extends StateOperation> operations) {
    var seen = new HashSet<String>();
    return !operations.stream().map(StateOperation::key).allMatch(seen::add);
  }

  private static @Nullable ComponentException invalidEtag(StateOperation operation) {
    try {
      Changes.checkEtag(operation);
      return null;
    } catch (ComponentException e) {
      return e;
    }
  }

  private CompletionStage<List<WriteFailure>> batch(Call call, List<StateOperation> operations) {
    var answers = client.sendAll(call, operations.stream().map(this::request).toList());
    var outcomes = new ArrayList<CompletionStage<List<WriteFailure>>>();
    for (int i = 0; i < operations.size(); i++) {
      var operation = operations.get(i);
      outcomes.add(
          answers
              .get(i)
              .thenCompose(done -> done ? none() : scripts(call, List.of(operation)))
              .exceptionally(failure -> List.of(failed(operation, failure))));
    }
    return RedisClient.all(outcomes)
        .thenApply(found -> found.stream().flatMap(List::stream).toList());
  }

  /** Answers false when a script has to do it. */
  private Request<Boolean> request(StateOperation operation) {
    var key = StateCommands.bytes(operation.key());
    return switch (operation) {
      case SetRequest set -> StateCommands.writing(key, set.value(), changes.ttl(set));
      case DeleteRequest delete -> StateCommands.deleting(key).map(deleted -> true);
    };
  }

  private CompletionStage<List<WriteFailure>> scripts(Call call, List<StateOperation> operations) {
    if (operations.isEmpty()) {
      return none();
    }
    boolean strong = operations.stream().anyMatch(RedisStateStore::isStrong);
    return client
        .evalAll(call, operations.stream().map(changes::of).toList(), strong)
        .thenApply(replies -> failures(operations, replies))
        .exceptionally(failure -> operations.stream().map(each -> failed(each, failure)).toList());
  }

  private static List<WriteFailure> failures(
      List<StateOperation> operations, List<Replies> replies) {
    var failures = new ArrayList<WriteFailure>();
    for (int i = 0; i < operations.size(); i++) {
      var failure = failure(operations.get(i), replies.get(i));
      if (failure != null) {
        failures.add(new WriteFailure(operations.get(i).key(), failure));
      }
    }
    return failures;
  }

  private static @Nullable ComponentException failure(StateOperation operation, Replies reply) {
    try {
      return Changes.refusal(reply, List.of(operation));
    } catch (ComponentException e) {
      return e;
    }
  }

  private static WriteFailure failed(StateOperation operation, Throwable failure) {
    return new WriteFailure(operation.key(), Results.exact(failure));
  }

  private static CompletionStage<List<WriteFailure>> none() {
    return CompletableFuture.completedFuture(List.of());
  }
}

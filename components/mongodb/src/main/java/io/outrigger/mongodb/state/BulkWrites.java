package io.outrigger.mongodb.state;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.outrigger.mongodb.client.Documents;
import io.outrigger.mongodb.client.MongoConnection;
import io.outrigger.mongodb.client.MongoFailures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.WriteFailure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/**
 * Writes of many keys: those without etag in one round trip; those with one by one, since the reply
 * to many does not tell which of them found its etag, several at a time. When a key comes twice,
 * all go one by one in their order.
 */
final class BulkWrites {

  /** How many of those with etag are under way at a time. */
  private static final int LANES = 8;

  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoConnection connection;
  private final InstantSource clock;
  private final SingleWrites single;

  BulkWrites(MongoConnection connection, SingleWrites single) {
    this.connection = connection;
    this.single = single;
    clock = connection.clock();
  }

  /** Writes what can be written, and answers what could not. */
  CompletionStage<List<WriteFailure>> write(Call call, List<? extends StateOperation> operations) {
    if (hasKeyTwice(operations)) {
      return oneByOne(call, operations);
    }
    var plain = new ArrayList<StateOperation>();
    var withEtag = new ArrayList<StateOperation>();
    operations.forEach(each -> (each.options().needsEtag() ? withEtag : plain).add(each));
    var parts = new ArrayList<CompletionStage<List<WriteFailure>>>();
    if (!plain.isEmpty()) {
      parts.add(atOnce(call, plain));
    }
    lanes(withEtag).forEach(lane -> parts.add(oneByOne(call, lane)));
    return joined(parts);
  }

  private static boolean hasKeyTwice(List<? extends StateOperation> operations) {
    var seen = new HashSet<String>();
    return !operations.stream().map(StateOperation::key).allMatch(seen::add);
  }

  private static List<List<StateOperation>> lanes(List<StateOperation> operations) {
    var lanes = new ArrayList<List<StateOperation>>();
    for (int i = 0; i < operations.size(); i++) {
      if (i < LANES) {
        lanes.add(new ArrayList<>());
      }
      lanes.get(i % LANES).add(operations.get(i));
    }
    return lanes;
  }

  private static CompletionStage<List<WriteFailure>> joined(
      List<CompletionStage<List<WriteFailure>>> parts) {
    CompletionStage<List<WriteFailure>> all = CompletableFuture.completedFuture(List.of());
    for (var part : parts) {
      all =
          all.thenCombine(
              part, (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return all;
  }

  private CompletionStage<List<WriteFailure>> oneByOne(
      Call call, List<? extends StateOperation> operations) {
    var failures = new ArrayList<WriteFailure>();
    CompletionStage<List<WriteFailure>> done =
        connection.run(
            call,
            documents -> {
              operations.forEach(each -> attempt(call, documents, each, failures));
              return failures;
            });
    return otherwise(done, operations);
  }

  private void attempt(
      Call call, Documents documents, StateOperation operation, List<WriteFailure> failures) {
    try {
      connection.translated(
          call,
          () -> {
            single.apply(documents, operation);
            return true;
          });
    } catch (ComponentException e) {
      failures.add(new WriteFailure(operation.key(), e));
    }
  }

  private CompletionStage<List<WriteFailure>> atOnce(Call call, List<StateOperation> operations) {
    return otherwise(
        connection.run(call, documents -> send(call, documents, operations)), operations);
  }

  private List<WriteFailure> send(Call call, Documents documents, List<StateOperation> operations) {
    long now = clock.millis();
    boolean strong = operations.stream().anyMatch(SingleWrites::isStrong);
    var collection = strong ? documents.nextStrongWrite() : documents.next();
    var models = operations.stream().map(each -> model(each, now)).toList();
    var failures = new ArrayList<WriteFailure>();
    try {
      var _ = collection.bulkWrite(models, IN_ANY_ORDER);
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      e.getWriteErrors()
          .forEach(error ->
              failures.addAll(failed(call, documents, operations.get(error.getIndex()), error)));
    }
    return failures;
  }

  private static WriteModel<RawBsonDocument> model(StateOperation operation, long now) {
    var matching = Conditions.matching(operation, now);
    return switch (operation) {
      case SetRequest set ->
          new UpdateOneModel<>(matching, Conditions.update(set, now), SingleWrites.options(set));
      case DeleteRequest _ -> new DeleteOneModel<>(matching);
    };
  }

  private List<WriteFailure> failed(
      Call call, Documents documents, StateOperation operation, BulkWriteError error) {
    if (!MongoFailures.isDuplicateKey(error.getCode())) {
      var failure = MongoFailures.refused(error.getCode(), error.getMessage());
      return List.of(new WriteFailure(operation.key(), failure));
    }
    if (operation.options().needsAbsence()) {
      return List.of(new WriteFailure(operation.key(), Conditions.refusal(operation)));
    }
    // Another came between the two halves of the upsert: now it finds what the other wrote.
    var failures = new ArrayList<WriteFailure>();
    attempt(call, documents, operation, failures);
    return failures;
  }

  /** What could not even be sent is a failure of each. */
  private static CompletionStage<List<WriteFailure>> otherwise(
      CompletionStage<List<WriteFailure>> done, List<? extends StateOperation> operations) {
    return done.exceptionally(failure -> {
      var cause = failure instanceof CompletionException ? failure.getCause() : failure;
      if (cause instanceof ComponentException known) {
        return operations.stream().map(each -> new WriteFailure(each.key(), known)).toList();
      }
      throw new CompletionException(cause);
    });
  }
}

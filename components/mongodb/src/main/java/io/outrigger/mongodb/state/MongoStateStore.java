package io.outrigger.mongodb.state;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.client.Documents;
import io.outrigger.mongodb.client.MongoConnection;
import io.outrigger.mongodb.client.MongoSettings;
import io.outrigger.mongodb.client.Place;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * Keeps state in MongoDB, in documents {@code {_id, value, _etag, _ttl}} as Layotto and Dapr do.
 *
 * <p>{@code value} is a text when the bytes are UTF-8, else binary data of subtype 0; {@code _etag}
 * a random UUID, another with each write; {@code _ttl} the time from which on the value is gone to
 * every reader and writer, or null. A TTL index has MongoDB remove it within about a minute.
 *
 * <p>Each write is one operation that compares and changes. Transactions need a replica set or a
 * sharded cluster; elsewhere they are refused as unsupported. Times are those of the primary's
 * clock as the last start or health check told it.
 */
public final class MongoStateStore implements StateStore.Bulk, StateStore.Transactional {

  private final MongoConnection connection;
  private final SingleWrites single;
  private final BulkWrites bulk;

  /** A store that is not connected. */
  public MongoStateStore(MongoSettings settings, ComponentContext context) {
    settings.refuseBiggerThan();
    connection = new MongoConnection(settings, Place.STATE, context);
    single = new SingleWrites(connection.clock());
    bulk = new BulkWrites(connection, single);
  }

  @Override
  public CompletionStage<Void> start() {
    return connection.start(StoredState.TTL, documents -> {});
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return connection.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return connection.close();
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    return connection.run(
        call,
        documents -> {
          var found = collection(documents, isStrong(request)).find(id(request.key())).first();
          return found == null
              ? StateValue.absent()
              : StoredState.of(found).at(connection.clock().millis());
        });
  }

  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    if (requests.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return connection.run(
        call,
        documents -> {
          var found = read(documents, requests);
          return requests.stream()
              .map(each -> StateResult.of(each.key(), found.getOrDefault(each.key(), absent())))
              .toList();
        });
  }

  private Map<String, StateValue> read(Documents documents, List<GetRequest> requests) {
    var keys = new HashSet<String>();
    requests.forEach(request -> keys.add(request.key()));
    boolean strong = requests.stream().anyMatch(MongoStateStore::isStrong);
    long now = connection.clock().millis();
    var values = new HashMap<String, StateValue>();
    try (var found =
        collection(documents, strong).find(Filters.in(StoredState.ID, keys)).iterator()) {
      while (found.hasNext()) {
        var state = StoredState.of(found.next());
        values.put(state.key(), state.at(now));
      }
    }
    return values;
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    return write(call, request);
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return write(call, request);
  }

  private CompletionStage<Void> write(Call call, StateOperation operation) {
    return connection
        .run(
            call,
            documents -> {
              single.apply(documents, operation);
              return true;
            })
        .thenApply(written -> null);
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
    return connection
        .run(
            call,
            documents -> {
              documents.transact((session, collection) ->
                  operations.forEach(each -> single.applyWithin(session, collection, each)));
              return true;
            })
        .thenApply(written -> null);
  }

  private static MongoCollection<RawBsonDocument> collection(Documents documents, boolean strong) {
    return strong ? documents.nextStrongRead() : documents.next();
  }

  private static boolean isStrong(GetRequest request) {
    return request.consistency() == Consistency.STRONG;
  }

  private static Bson id(String key) {
    return Filters.eq(StoredState.ID, key);
  }

  private static StateValue absent() {
    return StateValue.absent();
  }
}

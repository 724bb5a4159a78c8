package io.outrigger.redis.state;

import io.outrigger.spi.Call;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Puts all keys of a store into one slot of a Redis Cluster. */
final class OneSlotStore implements StateStore.Bulk, StateStore.Transactional {

  private static final String TAG = "{suite}";

  private final RedisStateStore store;

  OneSlotStore(RedisStateStore store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Void> start() {
    return store.start();
  }

  @Override
  public CompletionStage<Health> health() {
    return store.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return store.close();
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    return store.get(call, tagged(request));
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    return store.set(call, tagged(request));
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return store.delete(call, tagged(request));
  }

  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    return store
        .getAll(call, requests.stream().map(OneSlotStore::tagged).toList())
        .thenApply(results ->
            results.stream()
                .map(each -> new StateResult(plain(each.key()), each.value(), each.failure()))
                .toList());
  }

  @Override
  public CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests) {
    return plain(store.setAll(call, requests.stream().map(OneSlotStore::tagged).toList()));
  }

  @Override
  public CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests) {
    return plain(store.deleteAll(call, requests.stream().map(OneSlotStore::tagged).toList()));
  }

  @Override
  public CompletionStage<Void> transact(Call call, List<StateOperation> operations) {
    return store.transact(
        call,
        operations.stream()
            .map(operation ->
                switch (operation) {
                  case SetRequest set -> (StateOperation) tagged(set);
                  case DeleteRequest delete -> tagged(delete);
                })
            .toList());
  }

  private static CompletionStage<List<WriteFailure>> plain(
      CompletionStage<List<WriteFailure>> failures) {
    return failures.thenApply(all ->
        all.stream().map(each -> new WriteFailure(plain(each.key()), each.failure())).toList());
  }

  private static String plain(String key) {
    return key.substring(TAG.length());
  }

  private static GetRequest tagged(GetRequest get) {
    return new GetRequest(TAG + get.key(), get.consistency(), get.metadata());
  }

  private static SetRequest tagged(SetRequest set) {
    return new SetRequest(TAG + set.key(), set.value(), set.options(), set.ttl(), set.metadata());
  }

  private static DeleteRequest tagged(DeleteRequest delete) {
    return new DeleteRequest(TAG + delete.key(), delete.options(), delete.metadata());
  }
}

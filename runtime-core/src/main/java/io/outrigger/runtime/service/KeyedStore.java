package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.WriteFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A state store and the prefix of its keys; does one by one what the store cannot do at once.
 *
 * @param store the store behind its guard
 * @param prefix what stands before its keys
 */
record KeyedStore(StateStore store, KeyPrefix prefix) {

  GetRequest stored(GetRequest request) {
    return new GetRequest(prefix.apply(request.key()), request.consistency(), request.metadata());
  }

  SetRequest stored(SetRequest request) {
    return new SetRequest(
        prefix.apply(request.key()),
        request.value(),
        request.options(),
        TimeToLive.of(request.metadata()),
        request.metadata());
  }

  DeleteRequest stored(DeleteRequest request) {
    return new DeleteRequest(prefix.apply(request.key()), request.options(), request.metadata());
  }

  StateOperation stored(StateOperation operation) {
    return switch (operation) {
      case SetRequest set -> stored(set);
      case DeleteRequest delete -> stored(delete);
    };
  }

  /** Results carry the caller's keys. */
  CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests, int parallelism) {
    var stored = requests.stream().map(this::stored).toList();
    var results =
        store instanceof StateStore.Bulk bulk
            ? bulk.getAll(call, stored)
            : new ParallelReads(store, call, stored).run(parallelism);
    return results.thenApply(found -> found.stream().map(this::asCalled).toList());
  }

  private StateResult asCalled(StateResult result) {
    return new StateResult(prefix.strip(result.key()), result.value(), result.failure());
  }

  CompletionStage<Void> setAll(Call call, List<SetRequest> requests) {
    var stored = requests.stream().map(this::stored).toList();
    return store instanceof StateStore.Bulk bulk
        ? bulk.setAll(call, stored).thenCompose(KeyedStore::firstFailure)
        : oneByOne(stored, request -> store.set(call, request));
  }

  CompletionStage<Void> deleteAll(Call call, List<DeleteRequest> requests) {
    var stored = requests.stream().map(this::stored).toList();
    return store instanceof StateStore.Bulk bulk
        ? bulk.deleteAll(call, stored).thenCompose(KeyedStore::firstFailure)
        : oneByOne(stored, request -> store.delete(call, request));
  }

  private static <Q> CompletionStage<Void> oneByOne(
      List<Q> requests, Function<Q, CompletionStage<Void>> write) {
    CompletionStage<Void> done = CompletableFuture.completedFuture(null);
    for (var request : requests) {
      done = done.thenCompose(ignored -> write.apply(request));
    }
    return done;
  }

  private static CompletionStage<Void> firstFailure(List<WriteFailure> failures) {
    return failures.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(Failures.translate(failures.getFirst().failure()));
  }
}

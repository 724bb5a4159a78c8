package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Reads many keys of a store that reads one at a time, a few of them at once. Used once. */
final class ParallelReads {

  private final StateStore store;
  private final Call call;
  private final List<GetRequest> requests;
  private final AtomicReferenceArray<StateResult> results;
  private final AtomicInteger next = new AtomicInteger();

  ParallelReads(StateStore store, Call call, List<GetRequest> requests) {
    this.store = store;
    this.call = call;
    this.requests = requests;
    this.results = new AtomicReferenceArray<>(requests.size());
  }

  /** The results in the order of the requests; a failed read is a result, not a failed stage. */
  CompletionStage<List<StateResult>> run(int parallelism) {
    var readers =
        IntStream.range(0, Math.min(parallelism, requests.size()))
            .mapToObj(reader -> readRest().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(readers)
        .thenApply(ignored -> IntStream.range(0, requests.size()).mapToObj(results::get).toList());
  }

  /** Reads until nothing is left: in a loop while answers are there at once, so no deep stack. */
  private CompletionStage<Void> readRest() {
    for (var index = next.getAndIncrement();
        index < requests.size();
        index = next.getAndIncrement()) {
      var reading = read(index).toCompletableFuture();
      if (!reading.isDone()) {
        return reading.thenCompose(ignored -> readRest());
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> read(int index) {
    var request = requests.get(index);
    return store
        .get(call, request)
        .handle((value, failure) -> {
          results.set(
              index,
              failure == null
                  ? StateResult.of(request.key(), value)
                  : StateResult.failed(request.key(), Failures.translate(failure)));
          return null;
        });
  }
}

package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that can do many keys at once, and nothing with them. */
final class BulkOnly implements StateStore.Bulk {

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    return CompletableFuture.completedFuture(StateValue.absent());
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests) {
    return CompletableFuture.completedFuture(List.of());
  }
}

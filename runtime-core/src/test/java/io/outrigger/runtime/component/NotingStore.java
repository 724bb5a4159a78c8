package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Notes when it is closed. */
record NotingStore(String name, List<String> order) implements StateStore {

  @Override
  public CompletionStage<Void> close() {
    order.add(name);
    return CompletableFuture.completedFuture(null);
  }

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
}

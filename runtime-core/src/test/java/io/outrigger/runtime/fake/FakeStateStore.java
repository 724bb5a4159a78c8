package io.outrigger.runtime.fake;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A store without any optional ability; a test can take over what it does. */
public final class FakeStateStore implements StateStore {

  public final Map<String, SetRequest> written = new ConcurrentHashMap<>();
  public final List<String> log = new CopyOnWriteArrayList<>();
  public volatile CompletionStage<Void> starting = CompletableFuture.completedFuture(null);
  public volatile Health health = Health.up();

  /** What a get answers; what was written, unless a test says otherwise. */
  public volatile BiFunction<Call, GetRequest, CompletionStage<StateValue>> onGet = this::read;

  @Override
  public CompletionStage<Void> start() {
    log.add("start");
    return starting;
  }

  @Override
  public CompletionStage<Health> health() {
    return CompletableFuture.completedFuture(health);
  }

  @Override
  public CompletionStage<Void> close() {
    log.add("close");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    log.add("get " + request.key());
    return onGet.apply(call, request);
  }

  /** Answers with what was written. */
  public CompletionStage<StateValue> read(Call call, GetRequest request) {
    var found = written.get(request.key());
    return CompletableFuture.completedFuture(
        found == null ? StateValue.absent() : StateValue.of(found.value(), "1"));
  }

  /** The write that stands under a key. */
  public SetRequest written(String key) {
    return Objects.requireNonNull(written.get(key), key);
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    log.add("set " + request.key());
    if (request.value().equals(Bytes.utf8("refuse"))) {
      return CompletableFuture.failedFuture(
          new ComponentException(ErrorCode.ETAG_MISMATCH, "etag mismatch"));
    }
    written.put(request.key(), request);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    log.add("delete " + request.key());
    written.remove(request.key());
    return CompletableFuture.completedFuture(null);
  }
}

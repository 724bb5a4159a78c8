package io.outrigger.runtime.component;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Health;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose life-cycle a test writes. */
final class ScriptedStore implements StateStore {

  final AtomicInteger starts = new AtomicInteger();
  final AtomicInteger checks = new AtomicInteger();
  final AtomicInteger closings = new AtomicInteger();
  volatile Supplier<CompletionStage<Void>> onStart = ScriptedStore::done;
  volatile Supplier<CompletionStage<Health>> onHealth =
      () -> CompletableFuture.completedFuture(Health.up());
  volatile Supplier<CompletionStage<Void>> onClose = ScriptedStore::done;
  private volatile @Nullable ComponentContext context;

  static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /** A config with each store under its name. */
  static RuntimeConfig config(Map<String, ScriptedStore> stores) {
    var descriptor =
        ComponentDescriptor.of(
            StateStore.KIND,
            "scripted",
            NoSettings.class,
            (settings, context) -> {
              var store = Objects.requireNonNull(stores.get(context.name()));
              store.context = context;
              return store;
            });
    var instances =
        String.join(
            ",",
            stores.keySet().stream()
                .map(name -> "\"" + name + "\": {\"type\": \"scripted\"}")
                .toList());
    var json = "{\"components\": {\"state\": {" + instances + "}}}";
    return new ConfigReader(
            ComponentCatalog.of(List.of(() -> List.of(descriptor))), Environment.of(Map.of()))
        .read("test.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** What the host has given the store. */
  ComponentContext context() {
    return Objects.requireNonNull(context);
  }

  @Override
  public CompletionStage<Void> start() {
    starts.incrementAndGet();
    return onStart.get();
  }

  @Override
  public CompletionStage<Health> health() {
    checks.incrementAndGet();
    return onHealth.get();
  }

  @Override
  public CompletionStage<Void> close() {
    closings.incrementAndGet();
    return onClose.get();
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    return CompletableFuture.completedFuture(StateValue.absent());
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    return done();
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    return done();
  }
}

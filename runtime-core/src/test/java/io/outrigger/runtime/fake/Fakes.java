package io.outrigger.runtime.fake;

import io.outrigger.runtime.component.CancellableCall;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.component.ComponentTelemetry;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.component.HostServices;
import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.Turn;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.spi.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What tests of several packages begin with. */
public final class Fakes {

  private Fakes() {}

  /** A provider of state type "fake" that gives out {@code store}, and hello type "fake". */
  public static ComponentProvider provider(StateStore store) {
    Greeter greeter =
        (call, name) -> CompletableFuture.completedFuture(name.isEmpty() ? "hi" : "hi, " + name);
    return () ->
        List.of(
            ComponentDescriptor.of(
                StateStore.KIND, "fake", NoSettings.class, (settings, context) -> store),
            ComponentDescriptor.of(
                Greeter.KIND, "fake", NoSettings.class, (settings, context) -> greeter));
  }

  /** Reads a config whose components are the fakes. */
  public static RuntimeConfig config(StateStore store, String json) {
    return new ConfigReader(ComponentCatalog.of(List.of(provider(store))), Environment.of(Map.of()))
        .read("test.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** A registry with one state store, not behind a guard. */
  public static Registry registry(String name, String keyPrefix, StateStore store) {
    return Registry.of(
        List.of(
            new Instance<>(
                StateStore.KIND,
                name,
                "fake",
                new KeyedSettings(keyPrefix),
                store,
                Fakes::inline)));
  }

  /** Does blocking work at once. */
  public static <T> CompletionStage<T> inline(Call call, Callable<T> work) {
    try {
      return CompletableFuture.completedFuture(work.call());
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  public static HostServices services(Deadlines deadlines) {
    return new HostServices(
        "app1",
        4,
        4,
        InstantSource.system(),
        deadlines,
        Turn::immediate,
        ComponentTelemetry.none());
  }

  /** A call that has time enough. */
  public static CancellableCall call() {
    return call(10_000);
  }

  public static CancellableCall call(long millis) {
    return new CancellableCall(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }
}

package io.outrigger.runtime.cli;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.hello.Greeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings hello type "stuck", which never has started and says on standard output what it does. */
public final class StuckComponents implements ComponentProvider {

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    return List.of(
        ComponentDescriptor.of(
            Greeter.KIND, "stuck", NoSettings.class, (settings, context) -> new Stuck()));
  }

  private static final class Stuck implements Greeter {

    @Override
    public CompletionStage<Void> start() {
      System.out.println("starting");
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<String> greet(Call call, String name) {
      return CompletableFuture.completedFuture(name);
    }

    @Override
    public CompletionStage<Void> close() {
      System.out.println("closed");
      return CompletableFuture.completedFuture(null);
    }
  }
}

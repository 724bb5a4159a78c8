package io.outrigger.builtin.hello;

import io.outrigger.spi.Call;
import io.outrigger.spi.hello.Greeter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Greets with a text of the config, as in {@code greeting, Ann}. Immutable. */
public final class HelloWorldGreeter implements Greeter {

  private final String greeting;

  /** A greeter with the greeting of its settings. */
  public HelloWorldGreeter(HelloWorldSettings settings) {
    greeting = settings.hello();
  }

  @Override
  public CompletionStage<String> greet(Call call, String name) {
    return CompletableFuture.completedFuture(name.isEmpty() ? greeting : greeting + ", " + name);
  }
}

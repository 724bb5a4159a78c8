package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Runs work that blocks on a virtual thread, up to a bound. */
@FunctionalInterface
public interface BlockingWork {

  /** As {@link io.outrigger.spi.ComponentContext#blocking}. */
  <T> CompletionStage<T> run(Call call, Callable<T> work);
}

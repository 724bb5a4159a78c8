package io.outrigger.runtime.api.layotto;

import io.outrigger.runtime.api.ApiException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns what a service answers into a response. */
final class Answers {

  private Answers() {}

  /** Says in the API's words what failed. */
  static CompletionStage<Void> worded(CompletionStage<Void> stage, Supplier<String> words) {
    return stage.exceptionallyCompose(
        failure -> CompletableFuture.failedFuture(ApiException.worded(words.get(), failure)));
  }

  /** Converts a result, and says in the API's words what failed when there is none. */
  static <V, R> CompletionStage<R> of(
      CompletionStage<V> stage, Function<V, R> convert, Supplier<String> words) {
    return stage.handle((value, failure) -> {
      if (failure != null) {
        throw ApiException.worded(words.get(), failure);
      }
      return convert.apply(value);
    });
  }
}

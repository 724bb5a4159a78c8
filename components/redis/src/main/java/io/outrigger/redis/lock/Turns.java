package io.outrigger.redis.lock;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets operations on one resource follow each other. Safe for use by many threads. */
final class Turns {

  private final ConcurrentMap<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  /** Runs an operation when those on the resource that came before have ended. */
  <T> CompletionStage<T> take(String resource, Supplier<CompletionStage<T>> operation) {
    var mine = new CompletableFuture<T>();
    var before = last.put(resource, mine);
    var _ = mine.whenComplete((value, failure) -> last.remove(resource, mine));
    if (before == null) {
      run(operation, mine);
    } else {
      var _ = before.whenComplete((value, failure) -> run(operation, mine));
    }
    return mine;
  }

  private static <T> void run(Supplier<CompletionStage<T>> operation, CompletableFuture<T> end) {
    try {
      var _ =
          operation
              .get()
              .whenComplete((value, failure) -> {
                if (failure == null) {
                  end.complete(value);
                } else {
                  end.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }
}

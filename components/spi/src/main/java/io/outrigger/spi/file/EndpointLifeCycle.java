package io.outrigger.spi.file;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The life cycle of several stores as that of one: all take each step at the same time, it ends
 * when it has ended for all, and fails when it fails for one, naming which. Safe for use by many
 * threads.
 */
final class EndpointLifeCycle {

  /** What is done with the store of an endpoint. */
  @FunctionalInterface
  private interface Step {

    CompletionStage<?> take(String endpoint, FileStore store);
  }

  private final Map<String, FileStore> stores;

  /** The endpoints that a start repeated for the sake of others leaves alone. */
  private final Set<String> started = ConcurrentHashMap.newKeySet();

  EndpointLifeCycle(Map<String, FileStore> stores) {
    this.stores = stores;
  }

  /** Starts those that have not started. */
  CompletionStage<Void> start() {
    return all(this::start);
  }

  private CompletionStage<?> start(String endpoint, FileStore store) {
    return started.contains(endpoint)
        ? CompletableFuture.completedFuture(null)
        : store.start().thenRun(() -> started.add(endpoint));
  }

  /** Down when one of them is. */
  CompletionStage<Health> health() {
    return all((endpoint, store) -> store.health().thenAccept(EndpointLifeCycle::requireUp))
        .handle((done, failure) -> failure == null ? Health.up() : Health.down(reason(failure)));
  }

  private static void requireUp(Health health) {
    if (!health.isUp()) {
      throw new ComponentException(ErrorCode.UNAVAILABLE, health.detail());
    }
  }

  /** Closes all of them, also when one fails. */
  CompletionStage<Void> close() {
    return all((endpoint, store) -> store.close());
  }

  private CompletionStage<Void> all(Step step) {
    var failures =
        stores.entrySet().stream()
            .map(entry -> failure(step, entry.getKey(), entry.getValue()))
            .toList();
    return CompletableFuture.allOf(failures.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> report(failures));
  }

  /** How a step fails; empty when it does not. */
  private CompletableFuture<Optional<ComponentException>> failure(
      Step step, String endpoint, FileStore store) {
    return taken(step, endpoint, store)
        .<Optional<ComponentException>>handle((done, failure) ->
            failure == null ? Optional.empty() : Optional.of(named(endpoint, failure)))
        .toCompletableFuture();
  }

  private static CompletionStage<?> taken(Step step, String endpoint, FileStore store) {
    try {
      return step.take(endpoint, store);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private ComponentException named(String endpoint, Throwable failure) {
    var cause = unwrap(failure);
    var code = cause instanceof ComponentException exact ? exact.code() : ErrorCode.UNAVAILABLE;
    var place = stores.size() == 1 ? "" : EndpointSettings.KEY + " \"" + endpoint + "\": ";
    return new ComponentException(code, place + reason(cause), cause);
  }

  private static void report(List<CompletableFuture<Optional<ComponentException>>> steps) {
    var failures = steps.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      var all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
      throw new ComponentException(first.code(), all, first.getCause());
    }
  }

  private static String reason(Throwable failure) {
    var cause = unwrap(failure);
    var message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

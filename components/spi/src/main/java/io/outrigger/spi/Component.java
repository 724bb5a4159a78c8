package io.outrigger.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One configured backend behind a kind interface, such as a Redis state store.
 *
 * <p>The runtime constructs it (no I/O there), starts it, calls it from many threads at once,
 * watches its health and closes it. No method may block its caller: work that blocks goes through
 * {@link ComponentContext#blocking}.
 */
public interface Component {

  /**
   * Connects. Called again after a failure, with growing pauses, until it succeeds or the component
   * is closed; a stage that fails makes calls answer UNAVAILABLE with its cause.
   */
  default CompletionStage<Void> start() {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * The address of the backend, such as {@code host:port}, for traces; empty for a component
   * without one. Never with credentials.
   */
  default String peer() {
    return "";
  }

  /** Says how the backend is, by one cheap round trip. A failed stage counts as down. */
  default CompletionStage<Health> health() {
    return CompletableFuture.completedFuture(Health.up());
  }

  /** Releases everything. Harmless when called twice, before a start, or after a failed one. */
  default CompletionStage<Void> close() {
    return CompletableFuture.completedFuture(null);
  }
}

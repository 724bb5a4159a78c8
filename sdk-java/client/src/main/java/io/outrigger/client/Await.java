package io.outrigger.client;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** The blocking face of a stage. */
final class Await {

  private Await() {}

  /**
   * Waits for what a stage comes to, and cancels it when the thread is interrupted.
   *
   * @throws OutriggerException when the stage fails
   * @throws IllegalStateException on the connection's own thread, which would wait for ever
   */
  static <T> T result(CompletionStage<T> stage) {
    var future = stage.toCompletableFuture();
    if (!future.isDone()) {
      requireOffLoop();
    }
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw Failures.cancelled(Subject.SIDECAR, "the thread was interrupted while it waited");
    } catch (CancellationException e) {
      throw Failures.cancelled(Subject.SIDECAR, "the call was cancelled");
    } catch (ExecutionException e) {
      throw seenHere(Failures.unwrap(e));
    }
  }

  /**
   * Comes first in whatever waits for the connection.
   *
   * @throws IllegalStateException on the connection's own thread, which would wait for ever
   */
  static void requireOffLoop() {
    if (Transport.onLoop()) {
      throw new IllegalStateException(
          "a blocking call on the client's own thread: use client.async() in the callbacks of its"
              + " stages, or thenApplyAsync");
    }
  }

  private static RuntimeException seenHere(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof OutriggerException ours) {
      return ours.seenHere();
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}

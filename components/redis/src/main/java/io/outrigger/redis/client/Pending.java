package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way. It is handed from thread to thread, and one at a time changes it.
 *
 * @param <T> what its replies are read as
 */
final class Pending<T> {

  private static final int MOST_REDIRECTIONS = 8;

  private final Call call;
  private final Request<T> request;
  private final Executor executor;
  private final long weight;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private int repetitions;
  private boolean asking;
  private int redirections;
  private @Nullable T answer;
  private @Nullable Throwable failure;

  /** A request whose answer is brought back by {@code executor}. */
  Pending(Call call, Request<T> request, Executor executor) {
    this.call = call;
    this.request = request;
    this.executor = executor;
    this.weight = request.weight();
  }

  Request<T> request() {
    return request;
  }

  Executor executor() {
    return executor;
  }

  /** About how many bytes it takes while it waits. */
  long weight() {
    return weight;
  }

  CompletionStage<T> result() {
    return result;
  }

  /** True when nobody waits for the answer any more at {@code now} of the system's nanoseconds. */
  boolean isLate(long now) {
    return call.deadlineNanos() - now <= 0 || call.isCancelled();
  }

  ComponentException lateness() {
    return RedisFailures.late(call);
  }

  /** True when the cluster wants the request, once, at a node to which its slot is on its way. */
  boolean isAsking() {
    return asking;
  }

  /** Notes that the request goes to another node, or answers false when it has too often. */
  boolean redirect(boolean ask) {
    asking = ask;
    redirections++;
    return redirections <= MOST_REDIRECTIONS;
  }

  /** Notes that the request is sent again, or answers false when it must not be. */
  boolean repeat(int most) {
    if (repetitions >= most || !request.isRepeatable() || isLate(System.nanoTime())) {
      return false;
    }
    repetitions++;
    return true;
  }

  /** Keeps the answer until {@link #deliver}. */
  void answer(List<Object> replies) {
    try {
      answer = request.read(replies);
    } catch (RuntimeException e) {
      failure = RedisFailures.translate(e);
    }
  }

  /** Keeps the failure until {@link #deliver}. */
  void fail(Throwable cause) {
    failure = cause;
  }

  /** Tells the caller. */
  @SuppressWarnings("NullAway") // An answer may be null where T says so.
  void deliver() {
    if (failure == null) {
      result.complete(answer);
    } else {
      result.completeExceptionally(failure);
    }
  }
}

package io.outrigger.runtime.api;

import java.util.concurrent.CompletionStage;

/**
 * Answers one request with one response. It may throw instead of failing its stage.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
@FunctionalInterface
public interface Unary<Q, R> {

  /** Answers {@code request}. */
  CompletionStage<R> answer(RpcCall call, Q request);
}

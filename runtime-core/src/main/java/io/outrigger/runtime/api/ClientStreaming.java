package io.outrigger.runtime.api;

import java.util.concurrent.CompletionStage;

/**
 * Answers a stream of requests with one response.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
@FunctionalInterface
public interface ClientStreaming<Q, R> {

  /**
   * Answers the stream whose first request is here. It must not block: the rest is taken on a
   * thread that may.
   */
  CompletionStage<R> answer(RpcCall call, Q first, Source<Q> rest);
}

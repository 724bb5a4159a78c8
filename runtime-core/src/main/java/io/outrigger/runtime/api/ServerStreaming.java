package io.outrigger.runtime.api;

import java.util.concurrent.CompletionStage;

/**
 * Answers one request with a stream of responses.
 *
 * @param <Q> the request message
 * @param <R> the response message
 */
@FunctionalInterface
public interface ServerStreaming<Q, R> {

  /**
   * Answers {@code request}. It must not block: responses are sent on a thread that may, and the
   * stage ends after the last one.
   */
  CompletionStage<Void> answer(RpcCall call, Q request, Sink<R> responses);
}

package io.outrigger.runtime.api;

import java.io.IOException;

/** Takes the responses of a stream, one after the other, from one thread that may block. */
@FunctionalInterface
public interface Sink<R> {

  /**
   * Sends a response; waits while the client does not take what was sent before.
   *
   * @throws IOException when the client has gone, or takes nothing for a minute
   */
  void send(R response) throws IOException;
}

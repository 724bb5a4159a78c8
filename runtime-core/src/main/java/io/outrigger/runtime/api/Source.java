package io.outrigger.runtime.api;

import java.io.IOException;
import java.util.Optional;

/** Gives the requests of a stream, one after the other, to one thread that may block. */
@FunctionalInterface
public interface Source<Q> {

  /**
   * Waits for the next request; empty at the end of the stream.
   *
   * @throws IOException when the client has gone, sends nothing for a minute, or sends what is no
   *     request
   */
  Optional<Q> next() throws IOException;
}

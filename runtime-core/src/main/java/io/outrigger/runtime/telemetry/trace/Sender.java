package io.outrigger.runtime.telemetry.trace;

import java.time.Duration;
import java.util.List;

/** A way for segments to leave the sidecar. Used by one thread, and closed by any. */
interface Sender extends AutoCloseable {

  /**
   * Whether something can be sent.
   *
   * @param patience how long a connection may take to come
   */
  default boolean isReady(Duration patience) {
    return true;
  }

  /**
   * Sends these and waits until they have arrived.
   *
   * @return how many of them were not taken
   * @throws SendException when nobody knows whether they have arrived
   */
  int send(List<Segment> batch) throws SendException;

  /** Does what has to be done now and then also when there is nothing to send. */
  default void beat() throws SendException {}

  /** How long it is from one beat to the next; the first one is at once. */
  default Duration betweenBeats() {
    return Duration.ofDays(1);
  }

  /** Ends what is being sent. */
  @Override
  default void close() {}
}

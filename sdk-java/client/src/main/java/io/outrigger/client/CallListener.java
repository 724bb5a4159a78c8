package io.outrigger.client;

/** Is told of every call of a client when it has ended, to count and to time. */
@FunctionalInterface
public interface CallListener {

  /**
   * Told of a call. Must return at once: it is the connection's own thread that tells, or the one
   * that gives a download up or closes the client. What it throws is dropped.
   */
  void ended(FinishedCall call);
}

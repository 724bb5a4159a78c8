package io.outrigger.spi;

import java.util.concurrent.Executor;

/**
 * The event-loop turn that a thread is in: the span in which a loop handles the messages that have
 * arrived together. A component that batches collects commands during a turn and sends them at its
 * end. On a thread that is no event loop every action runs at once.
 */
public interface Turn {

  /** Runs {@code action} once at the end of the current turn, or at once off an event loop. */
  void atEnd(Runnable action);

  /** Brings results back to the loop of this turn; off an event loop it runs them at once. */
  Executor executor();

  /** The turn of a thread that is no event loop. */
  static Turn immediate() {
    return ImmediateTurn.INSTANCE;
  }
}

package io.outrigger.runtime.component;

import io.outrigger.spi.Call;
import java.util.Optional;

/**
 * A thread that can say which component it is in, so that a watchdog can name the one that blocks
 * it, and the log the one that writes to it.
 */
public interface BusyThread {

  /** The thread enters a component with a call. */
  void enter(String instance, Call call);

  /** The thread has left it. */
  void leave();

  /** What the thread, which must be the calling one, is doing for a component, if it is. */
  Optional<Doing> doing();
}

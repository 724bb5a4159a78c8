package io.outrigger.runtime.component;

/**
 * A thread that can say which component it is in, so that a watchdog can name the one that blocks
 * it.
 */
public interface BusyThread {

  /** The thread enters a component. */
  void enter(String instance);

  /** The thread has left it. */
  void leave();
}

package io.outrigger.runtime.component;

import org.jspecify.annotations.Nullable;

/** Lets the operations of one instance pass, or says why not. Safe for use by many threads. */
final class Gate {

  /** Why operations are refused; null when they are not. */
  private volatile @Nullable String reason = "it has not started yet";

  /** Lets operations pass. */
  void open() {
    reason = null;
  }

  /** Refuses operations from now on. */
  void refuse(String reason) {
    this.reason = reason;
  }

  /** Why operations are refused; null when they are not. */
  @Nullable String reason() {
    return reason;
  }
}

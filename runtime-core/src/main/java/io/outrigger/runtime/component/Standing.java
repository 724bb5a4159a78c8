package io.outrigger.runtime.component;

import io.outrigger.spi.Health;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether one instance can serve, and why not: what its starts, its health and its closing say,
 * each of which can come from another thread. Safe for use by many threads.
 */
final class Standing {

  private final Gate gate;

  /** Guards the fields, the attempts, and what the gate lets pass. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile boolean started;
  private volatile boolean closed;
  private volatile @Nullable String down = "it has not started yet";
  private @Nullable StartAttempt running;

  Standing(Gate gate) {
    this.gate = gate;
  }

  /** Why the instance cannot serve; empty when it can. */
  Optional<String> down() {
    return Optional.ofNullable(down);
  }

  /** True between the first start that succeeds and the closing. */
  boolean isWatched() {
    return started && !closed;
  }

  /** True once the instance is being closed. */
  boolean isClosed() {
    return closed;
  }

  /** A try to start begins; false when the instance has been closed and must not start. */
  boolean begin(StartAttempt attempt) {
    lock.lock();
    try {
      running = closed ? null : attempt;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** A try has reached its time limit; false when it has ended, or nobody waits for it. */
  boolean overdue(StartAttempt attempt, String reason) {
    lock.lock();
    try {
      if (attempt.hasEnded() || closed) {
        return false;
      }
      attempt.becomeOverdue();
      refuse(reason);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A try has succeeded; false when the instance has been closed meanwhile. */
  boolean succeeded(StartAttempt attempt) {
    lock.lock();
    try {
      attempt.end();
      if (closed) {
        return false;
      }
      started = true;
      down = null;
      gate.open();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A try has failed, maybe long after its limit; false when the instance has been closed. */
  boolean failed(StartAttempt attempt, String reason) {
    lock.lock();
    try {
      attempt.end();
      if (!closed && !attempt.isOverdue()) {
        refuse(reason);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The instance has said how it is; false when that is no news. */
  boolean healthIs(Health health) {
    lock.lock();
    try {
      if (closed || health.isUp() == (down == null)) {
        return false;
      }
      down = health.isUp() ? null : health.detail();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing passes from now on; gives the try to start that may still be going on. */
  Optional<StartAttempt> close() {
    lock.lock();
    try {
      closed = true;
      gate.refuse("the sidecar is stopping");
      return Optional.ofNullable(running);
    } finally {
      lock.unlock();
    }
  }

  private void refuse(String reason) {
    down = reason;
    gate.refuse(reason);
  }
}

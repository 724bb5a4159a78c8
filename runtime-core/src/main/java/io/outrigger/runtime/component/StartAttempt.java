package io.outrigger.runtime.component;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One try to start an instance. {@link Standing} guards what changes. */
final class StartAttempt {

  private final int failuresBefore;
  private final CancellableCall call;
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  private boolean overdue;
  private boolean ended;

  StartAttempt(int failuresBefore, Duration limit) {
    this.failuresBefore = failuresBefore;
    this.call = CancellableCall.within(limit);
  }

  /** Which try it is; the first is 1. */
  int number() {
    return failuresBefore + 1;
  }

  int failuresBefore() {
    return failuresBefore;
  }

  /** What interrupts it. */
  CancellableCall call() {
    return call;
  }

  /** Ends with the start, or at its time limit. */
  CompletableFuture<Void> answer() {
    return answer;
  }

  boolean isOverdue() {
    return overdue;
  }

  void becomeOverdue() {
    overdue = true;
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
    call.end();
  }
}

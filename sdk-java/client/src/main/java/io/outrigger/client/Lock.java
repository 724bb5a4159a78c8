package io.outrigger.client;

import io.outrigger.proto.layotto.v1.LockKeepAliveResponse.Status;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held, and renews itself every third of its lease until it is closed. Thread-safe,
 * and not bound to a thread.
 *
 * <p>A lock is lost when its renewals fail for a whole lease, or when the store says that it is
 * gone. {@link #isHeld} then says so at once and {@link #onLost} tells, at the latest one lease
 * after the last renewal that succeeded, by this machine's clock; before that nobody else can have
 * had it from a store that has kept it. A holder that was stopped for longer than a lease (a
 * debugger, a suspended machine) can be late to notice: pass {@link #fencingToken} to what the lock
 * protects, to refuse such a one.
 *
 * <p>Where the store cannot renew, the lock is lost when its first lease ends.
 */
public final class Lock implements AutoCloseable {

  private enum State {
    HELD,
    LOST,
    RELEASED
  }

  private static final int RENEWALS_PER_LEASE = 3;
  private static final int TRIES_PER_LEASE = 10;

  private final LockCalls calls;
  private final String resource;
  private final String owner;
  private final OptionalLong fencingToken;
  private final Duration lease;
  private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
  private final CompletableFuture<String> lost = new CompletableFuture<>();

  private volatile long leaseEnd;
  private volatile Timers.@Nullable Timer timer;

  /**
   * A lock that was taken.
   *
   * @param asked when it was asked for, by {@link System#nanoTime}: the lease began no earlier
   */
  Lock(LockCalls calls, LockAttempt attempt, OptionalLong fencingToken, long asked) {
    this.calls = calls;
    this.resource = attempt.resource();
    this.owner = attempt.owner();
    this.lease = attempt.lease();
    this.fencingToken = fencingToken;
    this.leaseEnd = asked + lease.toNanos();
    renewIn(asked + lease.toNanos() / RENEWALS_PER_LEASE - System.nanoTime());
  }

  /** What is locked. */
  public String resource() {
    return resource;
  }

  /** Who the store thinks has it: a random name, for this lock alone. */
  public String owner() {
    return owner;
  }

  /**
   * A number that grows each time the resource is locked; empty where the store cannot count. What
   * the lock protects refuses a number lower than the highest it has seen.
   */
  public OptionalLong fencingToken() {
    return fencingToken;
  }

  /** Whether it is neither lost nor closed, and its lease has not ended. */
  public boolean isHeld() {
    return state.get() == State.HELD && leaseEnd - System.nanoTime() > 0;
  }

  /**
   * Has something done when the lock is lost, at once if it is; never when it is closed before. On
   * a thread of its own, so that it waits for nobody.
   *
   * @param action is given the reason, for a log
   */
  public void onLost(Consumer<String> action) {
    var unused = lost.thenAcceptAsync(action, Lock::onThreadOfItsOwn);
  }

  private static void onThreadOfItsOwn(Runnable task) {
    var thread = new Thread(task, "outrigger-lock-lost");
    thread.setDaemon(true);
    thread.start();
  }

  private void renewIn(long nanos) {
    timer = calls.calls().schedule(this::renew, Math.max(0, nanos));
  }

  private void renew(boolean closed) {
    if (closed) {
      lose("the client was closed");
    }
    if (state.get() != State.HELD) {
      return;
    }
    var now = System.nanoTime();
    var left = leaseEnd - now;
    if (left <= 0) {
      lose("its lease ended before it could be renewed");
      return;
    }
    var limit = Math.min(left, calls.calls().settings().timeout().toNanos());
    calls
        .withTimeout(Duration.ofNanos(limit))
        .keepAlive(resource, owner, lease)
        .whenComplete((status, failure) -> renewed(now, status, failure));
  }

  private void renewed(long asked, @Nullable Status status, @Nullable Throwable failure) {
    if (failure != null || status == null) {
      renewIn(Math.min(lease.toNanos() / TRIES_PER_LEASE, leaseEnd - System.nanoTime()));
      return;
    }
    if (status == Status.SUCCESS) {
      leaseEnd = asked + lease.toNanos();
      renewIn(asked + lease.toNanos() / RENEWALS_PER_LEASE - System.nanoTime());
      return;
    }
    lose(
        status == Status.LOCK_BELONG_TO_OTHERS
            ? "somebody else has it"
            : "the store does not have it any more");
  }

  private void lose(String reason) {
    if (state.compareAndSet(State.HELD, State.LOST)) {
      lost.complete("lock on \"" + resource + "\" lost: " + reason);
    }
  }

  /**
   * Stops the renewals and gives the lock back.
   *
   * @return whether it was still this holder's; fails when the store cannot be reached, and the
   *     lock then ends with its lease
   */
  public CompletionStage<Boolean> release() {
    if (!state.compareAndSet(State.HELD, State.RELEASED)) {
      return CompletableFuture.completedFuture(false);
    }
    var waiting = timer;
    if (waiting != null) {
      waiting.cancel();
    }
    return calls.unlock(resource, owner);
  }

  /**
   * As {@link #release}, and waits. Does not fail: when the store cannot be reached, the lock ends
   * with its lease. Twice is harmless.
   */
  @Override
  public void close() {
    try {
      // An interrupted wait cancels its stage: here one that hangs on the call, not the call.
      var unused = Await.result(release().thenApply(done -> done));
    } catch (OutriggerException e) {
      // What it guarded is done, and nobody renews it any more.
    }
  }

  @Override
  public String toString() {
    return "Lock[" + resource + ", " + state.get() + "]";
  }
}

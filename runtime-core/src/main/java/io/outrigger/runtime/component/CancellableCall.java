package io.outrigger.runtime.component;

import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.Call;
import io.outrigger.spi.TraceContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call that its owner cancels or ends. It remembers whether it was cancelled because its time was
 * up or because its caller has gone. Safe for use by many threads.
 */
public class CancellableCall implements Call {

  private static final Actions CANCELLED = new Actions(() -> {}, null);
  private static final Actions EXPIRED = new Actions(() -> {}, null);
  private static final Actions ENDED = new Actions(() -> {}, null);

  private final long deadlineNanos;
  private final Span span;
  private final AtomicReference<@Nullable Actions> actions = new AtomicReference<>();

  /** A call whose caller waits until {@code deadlineNanos} of {@link System#nanoTime()}. */
  public CancellableCall(long deadlineNanos) {
    this(deadlineNanos, Span.none());
  }

  /** The same call as a part of a trace. */
  public CancellableCall(long deadlineNanos, Span span) {
    this.deadlineNanos = deadlineNanos;
    this.span = span;
  }

  /** A call that no client made, such as one that fetches ahead. */
  public static CancellableCall within(Duration timeout) {
    return new CancellableCall(System.nanoTime() + timeout.toNanos());
  }

  /**
   * A call on behalf of {@code parent}: it has the same deadline and is cancelled with it, for the
   * same reason.
   *
   * @param late is given what an operation answers after its caller has stopped waiting
   */
  public static CancellableCall onBehalfOf(Call parent, Consumer<@Nullable Object> late) {
    CancellableCall child =
        new CancellableCall(parent.deadlineNanos(), spanOf(parent)) {
          @Override
          void tellLate(@Nullable Object value) {
            late.accept(value);
          }
        };
    parent.onCancel(() -> child.finishAs(isExpired(parent) ? EXPIRED : CANCELLED));
    return child;
  }

  /** The span that what is done for {@code call} belongs to. */
  static Span spanOf(Call call) {
    return call instanceof CancellableCall own ? own.span : Span.none();
  }

  /** True when nobody waits for the call because its time is up, and not since its caller went. */
  static boolean isExpired(Call call) {
    var mark = call instanceof CancellableCall own ? own.actions.get() : null;
    return mark == EXPIRED || (mark != CANCELLED && isPast(call.deadlineNanos()));
  }

  private static boolean isPast(long nanos) {
    return nanos - System.nanoTime() <= 0;
  }

  /** Hears what an operation answers after its caller has stopped waiting. */
  void tellLate(@Nullable Object value) {
    // Most answers can be dropped.
  }

  /**
   * Tells everybody who asked that the caller has gone; a caller that goes at its deadline has left
   * because its time was up. Nothing happens after {@link #end}.
   */
  public final void cancel() {
    finishAs(isPast(deadlineNanos) ? EXPIRED : CANCELLED);
  }

  /** As {@link #cancel}, because time is up. */
  final void expire() {
    finishAs(EXPIRED);
  }

  /** Forgets everybody who asked: the call has been answered. */
  public final void end() {
    finish(ENDED);
  }

  @Override
  public final long deadlineNanos() {
    return deadlineNanos;
  }

  @Override
  public final boolean isCancelled() {
    var mark = actions.get();
    return mark == CANCELLED || mark == EXPIRED || isPast(deadlineNanos);
  }

  @Override
  public final void onCancel(Runnable action) {
    while (true) {
      var present = actions.get();
      if (present == ENDED) {
        return;
      }
      if (present == CANCELLED || present == EXPIRED) {
        action.run();
        return;
      }
      if (actions.compareAndSet(present, new Actions(action, present))) {
        return;
      }
    }
  }

  @Override
  public final TraceContext trace() {
    return span.context();
  }

  private void finishAs(Actions mark) {
    var waiting = finish(mark);
    while (waiting != null) {
      waiting.action.run();
      waiting = waiting.next;
    }
  }

  /** Puts a mark in place of the actions, unless one stands there; gives what stood there. */
  private @Nullable Actions finish(Actions mark) {
    while (true) {
      var present = actions.get();
      if (present == CANCELLED || present == EXPIRED || present == ENDED) {
        return null;
      }
      if (actions.compareAndSet(present, mark)) {
        return present;
      }
    }
  }

  /** What is to be done on cancellation, newest first. The three marks stand for an ended list. */
  private static final class Actions {

    private final Runnable action;
    private final @Nullable Actions next;

    Actions(Runnable action, @Nullable Actions next) {
      this.action = action;
      this.next = next;
    }
  }
}

package io.outrigger.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a {@link PullPublisher}. Whoever changes something calls {@link #drain}; one of
 * them works until nothing is left to do, so that signals come one after the other.
 */
final class PullSubscription<T> implements Flow.Subscription {

  private final PullPublisher.Source<T> source;
  private final Flow.Subscriber<? super T> subscriber;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger changes = new AtomicInteger();
  private final Queue<T> items = new ArrayDeque<>();

  private volatile boolean ended;
  private volatile @Nullable Throwable failure;
  private volatile PullPublisher.@Nullable Group<T> arrived;
  private boolean asked;
  private boolean exhausted;

  PullSubscription(PullPublisher.Source<T> source, Flow.Subscriber<? super T> subscriber) {
    this.source = source;
    this.subscriber = subscriber;
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      failure = new IllegalArgumentException("request: " + count + " (expected: > 0)");
    } else {
      demand.accumulateAndGet(count, PullSubscription::plus);
    }
    drain();
  }

  private static long plus(long left, long right) {
    var sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    ended = true;
  }

  private void drain() {
    if (changes.getAndIncrement() > 0) {
      return;
    }
    var seen = 1;
    while (seen != 0) {
      work();
      seen = changes.addAndGet(-seen);
    }
  }

  private void work() {
    take();
    while (!ended && failure == null && demand.get() > 0 && !items.isEmpty()) {
      demand.decrementAndGet();
      subscriber.onNext(items.remove());
    }
    if (ended) {
      return;
    }
    var cause = failure;
    if (cause != null) {
      ended = true;
      subscriber.onError(cause);
    } else if (exhausted && items.isEmpty()) {
      ended = true;
      subscriber.onComplete();
    } else if (demand.get() > 0 && !asked && !exhausted) {
      ask();
    }
  }

  /** Takes in the group that has arrived, if one has. */
  private void take() {
    var group = arrived;
    if (group == null) {
      return;
    }
    arrived = null;
    asked = false;
    exhausted = group.last();
    items.addAll(group.items());
  }

  private void ask() {
    asked = true;
    source
        .next()
        .whenComplete((group, cause) -> {
          if (cause == null) {
            arrived = group;
          } else {
            failure = Failures.unwrap(cause);
          }
          drain();
        });
  }
}

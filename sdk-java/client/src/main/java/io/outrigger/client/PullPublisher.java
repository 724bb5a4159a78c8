package io.outrigger.client;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * Publishes what a source gives, which is asked only when a subscriber wants more and nothing is
 * left. Each subscriber has a source of its own.
 */
final class PullPublisher<T> implements Flow.Publisher<T> {

  private final Supplier<Source<T>> sources;

  PullPublisher(Supplier<Source<T>> sources) {
    this.sources = sources;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriber.onSubscribe(new PullSubscription<>(sources.get(), subscriber));
  }

  /** Gives items in groups. */
  @FunctionalInterface
  interface Source<T> {

    /** The next group. Not asked again before it has come, nor after the last. */
    CompletionStage<Group<T>> next();
  }

  /**
   * Items that come together.
   *
   * @param items may be empty
   * @param last whether no group follows
   */
  record Group<T>(List<T> items, boolean last) {}
}

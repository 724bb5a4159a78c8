package io.outrigger.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects what is published. */
final class Collector<T> implements Flow.Subscriber<T> {

  private final List<T> items = new CopyOnWriteArrayList<>();
  private final CompletableFuture<List<T>> done = new CompletableFuture<>();
  private final long first;
  private Flow.@Nullable Subscription subscription;

  Collector(long first) {
    this.first = first;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(first);
  }

  @Override
  public void onNext(T item) {
    items.add(item);
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(new ArrayList<>(items));
  }

  List<T> items() {
    return items;
  }

  CompletableFuture<List<T>> done() {
    return done;
  }

  void request(long more) {
    Objects.requireNonNull(subscription).request(more);
  }

  void cancel() {
    Objects.requireNonNull(subscription).cancel();
  }
}

package io.outrigger.testkit.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The faults that a test has ordered from a server, and what it counts. A request gets the first
 * fault that is ordered for it and not used up. Safe for use by many threads.
 */
public final class Faults {

  private final Duration holdLimit;
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private final List<Count> counts = new CopyOnWriteArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicReference<CompletableFuture<Void>> released =
      new AtomicReference<>(new CompletableFuture<>());

  Faults(Duration holdLimit) {
    this.holdLimit = holdLimit;
  }

  /** Orders a fault for the next {@code times} requests that are {@code chosen}. */
  public void next(int times, Predicate<HttpRequest> chosen, Fault fault) {
    orders.add(new Order(new AtomicInteger(times), chosen, fault));
  }

  /** Orders a fault for the next {@code times} requests. */
  public void next(int times, Fault fault) {
    next(times, _ -> true, fault);
  }

  /** How many requests still are to get a fault; 0 when all that was ordered has happened. */
  public int pending() {
    return orders.stream().mapToInt(order -> order.left.get()).sum();
  }

  /** Orders nothing any more. */
  public void clear() {
    orders.clear();
  }

  /** How many requests are held right now. */
  public int held() {
    return held.get();
  }

  /** Lets all go on that are held right now. */
  public void release() {
    released.getAndSet(new CompletableFuture<>()).complete(null);
  }

  /** Counts the requests from now on that are {@code chosen}, with those that get a fault. */
  public LongSupplier count(Predicate<HttpRequest> chosen) {
    var count = new Count(chosen, new AtomicInteger());
    counts.add(count);
    return count.seen::get;
  }

  /** Counts a request and takes the fault ordered for it. */
  Fault take(HttpRequest request) {
    for (var count : counts) {
      if (count.chosen.test(request)) {
        count.seen.incrementAndGet();
      }
    }
    for (var order : orders) {
      if (order.chosen.test(request) && order.takeOne()) {
        return order.fault;
      }
    }
    return Fault.none();
  }

  /** Waits for the release. */
  void hold() throws IOException {
    var release = released.get();
    held.incrementAndGet();
    try {
      release.get(holdLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("held for " + holdLimit + " and never released", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server closes", e);
    } finally {
      held.decrementAndGet();
    }
  }

  private record Order(AtomicInteger left, Predicate<HttpRequest> chosen, Fault fault) {

    private boolean takeOne() {
      return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
  }

  private record Count(Predicate<HttpRequest> chosen, AtomicInteger seen) {}
}

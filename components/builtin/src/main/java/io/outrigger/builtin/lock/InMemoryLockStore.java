package io.outrigger.builtin.lock;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps locks in the memory of the sidecar: fast, and all free again when it ends. They exclude
 * callers of this one sidecar from each other, not those of another.
 *
 * <p>Every operation is done when its method returns, whatever its call says. A lock is free from
 * the end of its lease on; its memory is freed within a second. Fencing tokens grow over all
 * resources and, since they begin at the time, over restarts.
 *
 * <p>Safe for use by many threads: each change of a resource is one atomic step of the map.
 */
public final class InMemoryLockStore implements LockStore.Renewable {

  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(1);
  private static final CompletableFuture<Acquisition> REFUSED =
      CompletableFuture.completedFuture(Acquisition.refused());

  private final ComponentContext context;
  private final InstantSource clock;
  private final FencingTokens tokens;
  private final ConcurrentMap<String, Lease> leases = new ConcurrentHashMap<>();

  /** A store in which nothing is locked. */
  public InMemoryLockStore(ComponentContext context) {
    this.context = context;
    clock = context.clock();
    tokens = new FencingTokens(clock);
    context.meters().gauge("locks", "Locks, those whose lease has ended included.", leases::size);
  }

  @Override
  public CompletionStage<Void> start() {
    context.every(SWEEP_PERIOD, this::sweep);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Acquisition> tryLock(
      Call call, String resource, String owner, Duration lease) {
    // A look at the map costs no lock, and most attempts at a lock that is held end here.
    if (isHeld(leases.get(resource))) {
      return REFUSED;
    }
    var taken = take(resource, owner, lease);
    return taken == null
        ? REFUSED
        : CompletableFuture.completedFuture(Acquisition.of(taken.token()));
  }

  @Override
  public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
    return CompletableFuture.completedFuture(
        change(resource, owner, (held, _) -> leases.remove(resource, held)));
  }

  @Override
  public CompletionStage<LockStatus> renew(
      Call call, String resource, String owner, Duration lease) {
    return CompletableFuture.completedFuture(
        change(
            resource,
            owner,
            (held, now) -> leases.replace(resource, held, held.renewed(lease, now))));
  }

  /** Forgets every lock. */
  @Override
  public CompletionStage<Void> close() {
    leases.clear();
    return CompletableFuture.completedFuture(null);
  }

  /** Takes the lock, or answers null when somebody has come before. */
  private @Nullable Lease take(String resource, String owner, Duration lease) {
    var taken = new AtomicReference<@Nullable Lease>();
    leases.compute(
        resource,
        (key, current) -> {
          if (isHeld(current)) {
            return current;
          }
          // The token is drawn here, where no other acquisition of the resource can come between.
          var next = Lease.of(owner, tokens.next(), lease, clock.millis());
          taken.set(next);
          return next;
        });
    return taken.get();
  }

  /**
   * Changes a lock that the owner holds.
   *
   * @param attempt makes the change at a time, or answers false when the lease is another by now
   */
  private LockStatus change(String resource, String owner, BiPredicate<Lease, Long> attempt) {
    while (true) {
      var current = leases.get(resource);
      long now = clock.millis();
      var status = current == null ? LockStatus.NOT_HELD : current.status(owner, now);
      if (current == null || status != LockStatus.DONE || attempt.test(current, now)) {
        return status;
      }
    }
  }

  private boolean isHeld(@Nullable Lease lease) {
    return lease != null && !lease.hasEnded(clock.millis());
  }

  /** A lease that is replaced at the same time stays, since only an equal one is removed. */
  private void sweep() {
    long now = clock.millis();
    leases.values().removeIf(lease -> lease.hasEnded(now));
  }
}

package io.outrigger.runtime.service;

import io.outrigger.runtime.component.CancellableCall;
import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The building block "lock": leases on resources, with the prefix {@code lock|||} and by default
 * the app's before their keys.
 *
 * <p>Every method throws {@link ServiceException} when the store is unknown or the request is
 * refused.
 */
public final class LockService {

  private static final Logger log = LoggerFactory.getLogger(LockService.class);
  private static final Instances.Words WORDS =
      new Instances.Words("lock store is not configured", "lock store %s not found");
  private static final String BLOCK_PREFIX = "lock|||";
  private static final Duration GIVE_BACK_LIMIT = Duration.ofSeconds(5);

  private record Keyed(LockStore store, KeyPrefix prefix, RecentOwners owners, LockCounts counts) {}

  /** An attempt to take a lock, and when it began in the time of {@link RecentOwners}. */
  private record Attempt(String key, String owner, long begun) {}

  private final Instances<Keyed> stores;

  /** Serves the lock stores of a registry for an app. */
  public LockService(Registry registry, String appId) {
    stores = Instances.of(WORDS, registry, LockStore.KIND, instance -> keyed(instance, appId));
  }

  private static Keyed keyed(Instance<LockStore> instance, String appId) {
    var strategy = ((KeyedSettings) instance.kindSettings()).keyPrefix();
    var prefix =
        KeyPrefix.of(strategy.isEmpty() ? "appid" : strategy, instance.name(), appId)
            .behind(BLOCK_PREFIX);
    var counts = new LockCounts(instance.meters());
    return new Keyed(instance.component(), prefix, new RecentOwners(), counts);
  }

  /**
   * Takes a lock if nobody holds it. A lock that is taken after its caller has gone is given back.
   */
  public CompletionStage<Acquisition> tryLock(
      Call call, String name, String resource, String owner, Duration lease) {
    check(name, resource, owner);
    checkLease(name, lease);
    var keyed = stores.get(name);
    var key = keyed.prefix().apply(resource);
    var begun = keyed.owners().begin();
    var taking =
        CancellableCall.onBehalfOf(
            call, late -> giveBackIfTaken(keyed, new Attempt(key, owner, begun), late));
    return keyed
        .store()
        .tryLock(taking, key, owner, lease)
        .thenCompose(acquisition -> {
          if (call.isCancelled()) {
            giveBackIfTaken(keyed, new Attempt(key, owner, begun), acquisition);
            return CompletableFuture.failedFuture(gone());
          }
          keyed.counts().tried(acquisition);
          if (acquisition.acquired()) {
            keyed.owners().taken(key, owner);
          }
          return CompletableFuture.completedFuture(acquisition);
        });
  }

  /** Gives a lock back. */
  public CompletionStage<LockStatus> unlock(Call call, String name, String resource, String owner) {
    check(name, resource, owner);
    var keyed = stores.get(name);
    return keyed
        .store()
        .unlock(call, keyed.prefix().apply(resource), owner)
        .thenApply(keyed.counts()::unlocked);
  }

  /** Lets a lease end {@code lease} from now. */
  public CompletionStage<LockStatus> renew(
      Call call, String name, String resource, String owner, Duration lease) {
    check(name, resource, owner);
    checkLease(name, lease);
    var keyed = stores.get(name);
    if (!(keyed.store() instanceof LockStore.Renewable store)) {
      throw new ServiceException(
          Reason.UNSUPPORTED, "lock store %s doesn't support keep-alive".formatted(name));
    }
    return store
        .renew(call, keyed.prefix().apply(resource), owner, lease)
        .thenApply(keyed.counts()::renewed);
  }

  private void check(String name, String resource, String owner) {
    stores.requireAny();
    if (resource.isEmpty()) {
      throw ServiceException.illegalValue("ResourceId is empty in lock store " + name);
    }
    if (owner.isEmpty()) {
      throw ServiceException.illegalValue("LockOwner is empty in lock store " + name);
    }
  }

  private static void checkLease(String name, Duration lease) {
    if (!lease.isPositive()) {
      throw ServiceException.illegalValue("Expire is not positive in lock store " + name);
    }
  }

  private static void giveBackIfTaken(Keyed keyed, Attempt attempt, @Nullable Object answer) {
    if (!(answer instanceof Acquisition acquisition && acquisition.acquired())
        || keyed.owners().hasTakenSince(attempt.key(), attempt.owner(), attempt.begun())) {
      return;
    }
    keyed
        .store()
        .unlock(CancellableCall.within(GIVE_BACK_LIMIT), attempt.key(), attempt.owner())
        .whenComplete((status, failure) -> log.debug("event=late_lock_given_back", failure));
  }

  private static ComponentException gone() {
    return new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }
}

package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Call;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The building block "state": values under keys.
 *
 * <p>Requests come with the caller's keys and without time to live, which this service takes from
 * their metadata ({@value #TTL_IN_SECONDS}). Every method throws {@link ServiceException} when the
 * store is unknown or the request is refused, and its stage fails with the guard's {@link
 * io.outrigger.spi.ComponentException} when the store fails.
 */
public final class StateService {

  /** The metadata key that says how many seconds a value lives; zero or less means for ever. */
  public static final String TTL_IN_SECONDS = "ttlInSeconds";

  private static final Instances.Words WORDS =
      new Instances.Words("state store is not configured", "state store %s is not found");

  private final Instances<KeyedStore> stores;

  /** Serves the state stores of a registry for an app. */
  public StateService(Registry registry, String appId) {
    stores = Instances.of(WORDS, registry, StateStore.KIND, instance -> keyed(instance, appId));
  }

  private static KeyedStore keyed(Instance<StateStore> instance, String appId) {
    var strategy = ((KeyedSettings) instance.kindSettings()).keyPrefix();
    return new KeyedStore(
        instance.component(),
        KeyPrefix.of(strategy.isEmpty() ? "none" : strategy, instance.name(), appId));
  }

  /** Reads one value. */
  public CompletionStage<StateValue> get(Call call, String store, GetRequest request) {
    var keyed = stores.get(store);
    return keyed.store().get(call, keyed.stored(request));
  }

  /**
   * Reads many values, in the order of the requests, at most {@code parallelism} at a time where
   * the store cannot read them at once; a value of less than 1 means 1.
   */
  public CompletionStage<List<StateResult>> getAll(
      Call call, String store, List<GetRequest> requests, int parallelism) {
    var keyed = stores.get(store);
    if (requests.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return keyed.getAll(call, requests, Math.max(1, parallelism));
  }

  /**
   * Writes values in their order. Not atomic: the first failure is the stage's, and what was
   * written before stays, as may what stands behind it.
   */
  public CompletionStage<Void> save(Call call, String store, List<SetRequest> requests) {
    var keyed = stores.get(store);
    return switch (requests.size()) {
      case 0 -> CompletableFuture.completedFuture(null);
      case 1 -> keyed.store().set(call, keyed.stored(requests.getFirst()));
      default -> keyed.setAll(call, requests);
    };
  }

  /** Removes one value. */
  public CompletionStage<Void> delete(Call call, String store, DeleteRequest request) {
    var keyed = stores.get(store);
    return keyed.store().delete(call, keyed.stored(request));
  }

  /** Removes values as {@link #save} writes them. */
  public CompletionStage<Void> deleteAll(Call call, String store, List<DeleteRequest> requests) {
    var keyed = stores.get(store);
    return requests.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : keyed.deleteAll(call, requests);
  }

  /**
   * Refuses a store that cannot apply several writes as one.
   *
   * @throws ServiceException with {@link Reason#UNSUPPORTED}
   */
  public void requireTransactions(String store) {
    transactional(store, stores.get(store));
  }

  /** Applies all operations as one, or none. */
  public CompletionStage<Void> transact(Call call, String store, List<StateOperation> operations) {
    var keyed = stores.get(store);
    return transactional(store, keyed)
        .transact(call, operations.stream().map(keyed::stored).toList());
  }

  private static StateStore.Transactional transactional(String name, KeyedStore keyed) {
    if (keyed.store() instanceof StateStore.Transactional store) {
      return store;
    }
    throw new ServiceException(
        Reason.UNSUPPORTED, "state store %s doesn't support transaction".formatted(name));
  }
}

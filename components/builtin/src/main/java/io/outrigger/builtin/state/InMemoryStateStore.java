package io.outrigger.builtin.state;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps state in the memory of the sidecar: fast, and lost when it ends.
 *
 * <p>Every operation is done when its method returns, whatever its call says, and a refusal is
 * thrown. A value is gone to readers and writers from its expiry on. Its memory is freed soon
 * after: by a timer in small portions, by writes of values that expire, each of which frees two,
 * and by a write that finds no room, which frees about as much as it needs. None of them frees
 * everything at once, since all of them run on threads that others wait for.
 *
 * <p>Safe for use by many threads. Writers exclude each other key by key ({@link StateTable}) and a
 * transaction excludes all writers ({@link #lock}). {@link #get} never waits: it may see what a
 * transaction has written to one key just before it writes to the next. {@link #getAll} sees all of
 * a transaction or nothing of it, and waits for one only when it runs at the very same time.
 */
public final class InMemoryStateStore implements StateStore.Bulk, StateStore.Transactional {

  private static final Duration SWEEP_PERIOD = Duration.ofMillis(200);

  /** How many entries a sweep, or one step of a write that needs room, evicts at most. */
  private static final int SWEEP_LIMIT = 2000;

  private static final int FIRST_STEP = 16;

  /** More than one for each write, so that expired entries grow fewer at any rate of writes. */
  private static final int EVICTIONS_PER_WRITE = 2;

  private static final CompletableFuture<StateValue> ABSENT =
      CompletableFuture.completedFuture(StateValue.absent());

  private final ComponentContext context;
  private final InstantSource clock;
  private final EtagSource versions;
  private final MemoryBudget budget;
  private final StateTable table;

  /** Guards the table: shared by writes to one key, exclusive for transactions and the end. */
  private final StampedLock lock = new StampedLock();

  /** An empty store. */
  public InMemoryStateStore(InMemoryStateSettings settings, ComponentContext context) {
    this.context = context;
    clock = context.clock();
    versions = new EtagSource(clock);
    budget = new MemoryBudget(settings.maxBytes());
    table = new StateTable(budget);
    context.meters().gauge("entries", "Entries, expired ones included.", table::size);
    context.meters().gauge("memory", "Bytes that count against max_bytes.", budget::used);
  }

  @Override
  public CompletionStage<Void> start() {
    context.every(SWEEP_PERIOD, () -> evictExpired(SWEEP_LIMIT));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<StateValue> get(Call call, GetRequest request) {
    var entry = table.find(request.key());
    if (entry == null || (entry.canExpire() && entry.isExpired(clock.millis()))) {
      return ABSENT;
    }
    return entry.answer();
  }

  @Override
  public CompletionStage<Void> set(Call call, SetRequest request) {
    set(request);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> delete(Call call, DeleteRequest request) {
    delete(request);
    return CompletableFuture.completedFuture(null);
  }

  /** Reads without a lock, and once more with it when a transaction came between. */
  @Override
  public CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests) {
    long stamp = lock.tryOptimisticRead();
    var results = read(requests);
    if (!lock.validate(stamp)) {
      results = holding(lock.readLock(), () -> read(requests));
    }
    return CompletableFuture.completedFuture(results);
  }

  @Override
  public CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests) {
    return CompletableFuture.completedFuture(attemptEach(requests, this::set));
  }

  @Override
  public CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests) {
    return CompletableFuture.completedFuture(attemptEach(requests, this::delete));
  }

  @Override
  public CompletionStage<Void> transact(Call call, List<StateOperation> operations) {
    withRoom(
        () -> "the transaction",
        () -> holding(lock.writeLock(), () -> table.apply(plan(operations))));
    evictExpired(EVICTIONS_PER_WRITE * operations.size());
    return CompletableFuture.completedFuture(null);
  }

  /** Forgets everything. */
  @Override
  public CompletionStage<Void> close() {
    runHolding(lock.writeLock(), table::clear);
    return CompletableFuture.completedFuture(null);
  }

  private List<StateResult> read(List<GetRequest> requests) {
    long now = clock.millis();
    var results = new ArrayList<StateResult>(requests.size());
    for (var request : requests) {
      var entry = table.live(request.key(), now);
      var value = entry == null ? StateValue.absent() : entry.value();
      results.add(StateResult.of(request.key(), value));
    }
    return results;
  }

  private void set(SetRequest request) {
    withRoom(
        () -> "key \"" + request.key() + '"',
        () -> {
          long now = clock.millis();
          var entry = new Entry(request, versions.next(), now);
          return holding(lock.readLock(), () -> table.set(request, entry, now));
        });
    if (request.ttl() != null) {
      evictExpired(EVICTIONS_PER_WRITE);
    }
  }

  private void delete(DeleteRequest request) {
    long now = clock.millis();
    runHolding(lock.readLock(), () -> table.delete(request, now));
  }

  private static <O extends StateOperation> List<WriteFailure> attemptEach(
      List<O> operations, Consumer<O> write) {
    var failures = new ArrayList<WriteFailure>();
    for (var operation : operations) {
      try {
        write.accept(operation);
      } catch (ComponentException e) {
        failures.add(new WriteFailure(operation.key(), e));
      }
    }
    return failures;
  }

  /** What the operations make of the keys they name; empty for a key that they leave without. */
  private Map<String, Optional<Entry>> plan(List<StateOperation> operations) {
    long now = clock.millis();
    var plan = new LinkedHashMap<String, Optional<Entry>>();
    for (var operation : operations) {
      var current =
          plan.computeIfAbsent(operation.key(), key -> Optional.ofNullable(table.live(key, now)));
      WriteCondition.check(operation, current.orElse(null));
      plan.put(operation.key(), planned(operation, now));
    }
    return plan;
  }

  private Optional<Entry> planned(StateOperation operation, long now) {
    return switch (operation) {
      case SetRequest set -> Optional.of(new Entry(set, versions.next(), now));
      case DeleteRequest delete -> Optional.empty();
    };
  }

  /**
   * Makes a write that answers false for want of room, again after each of some evictions. The
   * steps grow, so that a large write is not tried too often and a small one evicts little.
   */
  private void withRoom(Supplier<String> what, BooleanSupplier write) {
    boolean mayHelp = true;
    for (int step = FIRST_STEP; !write.getAsBoolean(); step = Math.min(2 * step, SWEEP_LIMIT)) {
      if (!mayHelp) {
        throw budget.exceededBy(what.get());
      }
      mayHelp = evictExpired(step); // If not, another thread may have: one last try.
    }
  }

  /**
   * Evicts up to {@code limit} entries, or answers false when none has expired. It locks for each
   * and not for all, so that a transaction waits for one at most.
   */
  private boolean evictExpired(int limit) {
    long now = clock.millis();
    for (int i = 0; i < limit; i++) {
      var expired = table.firstExpired(now);
      if (expired == null) {
        return i > 0;
      }
      runHolding(lock.readLock(), () -> table.evict(expired));
    }
    return true;
  }

  private <T> T holding(long stamp, Supplier<T> work) {
    try {
      return work.get();
    } finally {
      lock.unlock(stamp);
    }
  }

  private void runHolding(long stamp, Runnable work) {
    try {
      work.run();
    } finally {
      lock.unlock(stamp);
    }
  }
}

package io.outrigger.builtin.state;

import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The entries by key, what they weigh, and which of them expire next.
 *
 * <p>Safe for use by many threads, except that {@link #apply} and {@link #clear} must have the
 * table to themselves but for readers. Weight and order of expiry change inside the map's lock on
 * the key, so they agree with the map for each key at any time.
 */
final class StateTable {

  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final ConcurrentSkipListSet<Entry> expiring =
      new ConcurrentSkipListSet<>(Entry.BY_EXPIRY);
  private final MemoryBudget budget;

  StateTable(MemoryBudget budget) {
    this.budget = budget;
  }

  int size() {
    return entries.size();
  }

  /** What stands under a key, expired or not. */
  @Nullable Entry find(String key) {
    return entries.get(key);
  }

  /** What stands under a key and has not expired. */
  @Nullable Entry live(String key, long nowMillis) {
    return unlessExpired(entries.get(key), nowMillis);
  }

  /** Puts an entry in its place if the request allows it, or answers false when it has no room. */
  boolean set(SetRequest request, Entry entry, long nowMillis) {
    return entry
        == entries.compute(
            request.key(),
            (key, current) -> {
              WriteCondition.check(request, unlessExpired(current, nowMillis));
              return replaced(current, entry);
            });
  }

  /** Removes an entry if the request allows it. */
  void delete(DeleteRequest request, long nowMillis) {
    entries.compute(
        request.key(),
        (key, current) -> {
          WriteCondition.check(request, unlessExpired(current, nowMillis));
          return replaced(current, null);
        });
  }

  /** Puts all entries in their places, or answers false when they have no room together. */
  boolean apply(Map<String, Optional<Entry>> changes) {
    long growth = 0;
    for (var change : changes.entrySet()) {
      growth += bytes(change.getValue().orElse(null)) - bytes(entries.get(change.getKey()));
    }
    if (!budget.tryAdd(growth)) {
      return false;
    }
    changes.forEach((key, next) ->
        entries.compute(key, (same, current) -> reordered(current, next.orElse(null))));
    return true;
  }

  /** The entry that has been expired for the longest time. */
  @Nullable Entry firstExpired(long nowMillis) {
    var all = expiring.iterator();
    var first = all.hasNext() ? all.next() : null;
    return first != null && first.isExpired(nowMillis) ? first : null;
  }

  /** Removes an entry, if it is still in its place. */
  void evict(Entry entry) {
    entries.computeIfPresent(
        entry.key(), (key, current) -> current == entry ? replaced(current, null) : current);
  }

  void clear() {
    entries.clear();
    expiring.clear();
    budget.reset();
  }

  /** What stands under a key after a replacement: {@code old} when there is no room for the new. */
  private @Nullable Entry replaced(@Nullable Entry old, @Nullable Entry next) {
    return budget.tryAdd(bytes(next) - bytes(old)) ? reordered(old, next) : old;
  }

  private @Nullable Entry reordered(@Nullable Entry old, @Nullable Entry next) {
    if (old != null && old.canExpire()) {
      expiring.remove(old);
    }
    if (next != null && next.canExpire()) {
      expiring.add(next);
    }
    return next;
  }

  private static long bytes(@Nullable Entry entry) {
    return entry == null ? 0 : entry.bytes();
  }

  private static @Nullable Entry unlessExpired(@Nullable Entry entry, long nowMillis) {
    return entry == null || entry.isExpired(nowMillis) ? null : entry;
  }
}

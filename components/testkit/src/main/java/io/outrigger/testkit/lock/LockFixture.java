package io.outrigger.testkit.lock;

import io.outrigger.spi.Call;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.util.UUID;

/** A started store with short forms of its operations. Safe for use by many threads. */
final class LockFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final LockStore store;
  private final String prefix;

  LockFixture(LockStore store) {
    this(store, UUID.randomUUID().toString().substring(0, 8) + "-");
  }

  private LockFixture(LockStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** The same resources in another store. */
  LockFixture in(LockStore other) {
    return new LockFixture(other, prefix);
  }

  boolean has(Class<? extends LockStore> ability) {
    return ability.isInstance(store);
  }

  /** A resource that no other test uses. */
  String resource(String name) {
    return prefix + name;
  }

  Acquisition tryLock(String resource, String owner, Duration lease) {
    return Outcome.valueOf(() -> store.tryLock(call(), resource, owner, lease));
  }

  boolean isTaken(String resource, String owner, Duration lease) {
    return tryLock(resource, owner, lease).acquired();
  }

  /** Takes a lock that must be free. */
  Acquisition take(String resource, String owner, Duration lease) {
    var acquisition = tryLock(resource, owner, lease);
    if (!acquisition.acquired()) {
      throw new AssertionError("lock \"" + resource + "\" was refused (expected: it is free)");
    }
    return acquisition;
  }

  LockStatus unlock(String resource, String owner) {
    return Outcome.valueOf(() -> store.unlock(call(), resource, owner));
  }

  LockStatus renew(String resource, String owner, Duration lease) {
    var renewable = (LockStore.Renewable) store;
    return Outcome.valueOf(() -> renewable.renew(call(), resource, owner, lease));
  }

  void close() {
    Outcome.done(store::close);
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }
}

package io.outrigger.builtin.lock;

import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import java.util.Set;

final class InMemoryLockStoreConformanceTest extends LockStoreConformance {

  @Override
  protected String type() {
    return "in-memory";
  }

  @Override
  protected Record settings() {
    return new InMemoryLockSettings();
  }

  @Override
  protected Set<Class<? extends LockStore>> expectedAbilities() {
    return Set.of(LockStore.Renewable.class);
  }
}

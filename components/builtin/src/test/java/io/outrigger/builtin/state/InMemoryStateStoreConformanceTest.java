package io.outrigger.builtin.state;

import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Optional;
import java.util.Set;

final class InMemoryStateStoreConformanceTest extends StateStoreConformance {

  @Override
  protected String type() {
    return "in-memory";
  }

  @Override
  protected Record settings() {
    return new InMemoryStateSettings(Optional.empty());
  }

  @Override
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }
}

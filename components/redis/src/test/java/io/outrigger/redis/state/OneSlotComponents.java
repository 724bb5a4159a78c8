package io.outrigger.redis.state;

import io.outrigger.redis.client.RedisSettings;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.state.StateStore;
import java.util.List;

/**
 * The state store for the conformance suite in a Redis Cluster: the suite's transactions are over
 * any keys, which there have to be in one slot.
 */
public final class OneSlotComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public OneSlotComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    return List.of(
        ComponentDescriptor.of(
            StateStore.KIND,
            "redis-one-slot",
            RedisSettings.class,
            (settings, context) -> new OneSlotStore(new RedisStateStore(settings, context))));
  }
}

package io.outrigger.redis;

import io.outrigger.redis.client.RedisSettings;
import io.outrigger.redis.lock.RedisLockStore;
import io.outrigger.redis.lock.RedlockStore;
import io.outrigger.redis.sequencer.RedisSequencer;
import io.outrigger.redis.state.RedisStateStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.state.StateStore;
import java.util.List;

/** The component types that keep their data in Redis. */
public final class RedisComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public RedisComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not references to constructors, which would load the classes that they name, and Jedis.
    return List.of(
        ComponentDescriptor.of(
                StateStore.KIND,
                "redis",
                RedisSettings.class,
                (settings, context) -> new RedisStateStore(settings, context))
            .withAliases("state.redis"),
        ComponentDescriptor.of(
                LockStore.KIND,
                "redis",
                RedisSettings.class,
                (settings, context) -> new RedisLockStore(settings, context))
            .withAliases("lock.redis"),
        ComponentDescriptor.of(
            LockStore.KIND,
            "redis_cluster",
            RedisSettings.class,
            (settings, context) -> new RedlockStore(settings, context)),
        ComponentDescriptor.of(
            Sequencer.KIND,
            "redis",
            RedisSettings.class,
            (settings, context) -> new RedisSequencer(settings, context)));
  }
}

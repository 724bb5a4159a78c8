package io.outrigger.redis.state;

import io.outrigger.redis.server.RedisCluster;
import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisStateInClusterConformanceTest extends StateStoreConformance {

  private static RedisCluster cluster;

  @BeforeAll
  static void startServer() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stopServer() {
    cluster.close();
  }

  @Override
  protected String type() {
    return "redis-one-slot";
  }

  @Override
  protected Record settings() {
    return cluster.settings().build();
  }

  @Override
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }

  @Override
  protected boolean keepsTimeInBackend() {
    return true;
  }
}

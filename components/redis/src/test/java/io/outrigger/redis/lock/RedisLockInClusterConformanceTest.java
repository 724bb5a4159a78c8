package io.outrigger.redis.lock;

import io.outrigger.redis.server.RedisCluster;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisLockInClusterConformanceTest extends LockStoreConformance {

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
    return "redis";
  }

  @Override
  protected Record settings() {
    return cluster.settings().build();
  }

  @Override
  protected Set<Class<? extends LockStore>> expectedAbilities() {
    return Set.of(LockStore.Renewable.class);
  }

  @Override
  protected boolean keepsTimeInBackend() {
    return true;
  }
}

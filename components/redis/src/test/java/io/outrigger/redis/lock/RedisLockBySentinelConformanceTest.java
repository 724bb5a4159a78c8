package io.outrigger.redis.lock;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import io.outrigger.testkit.redis.WatchedRedis;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisLockBySentinelConformanceTest extends LockStoreConformance {

  private static WatchedRedis redis;

  @BeforeAll
  static void startServer() {
    redis = WatchedRedis.start();
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @Override
  protected String type() {
    return "redis";
  }

  @Override
  protected Record settings() {
    return SettingsOf.sentinels(redis).build();
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

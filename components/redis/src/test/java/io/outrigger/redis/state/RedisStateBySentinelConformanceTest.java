package io.outrigger.redis.state;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.redis.WatchedRedis;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisStateBySentinelConformanceTest extends StateStoreConformance {

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
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }

  @Override
  protected boolean keepsTimeInBackend() {
    return true;
  }
}

package io.outrigger.redis.lock;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import io.outrigger.testkit.redis.RedisServer;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisLockConformanceTest extends LockStoreConformance {

  private static RedisServer server;

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected String type() {
    return "redis";
  }

  @Override
  protected Record settings() {
    return SettingsOf.server(server);
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

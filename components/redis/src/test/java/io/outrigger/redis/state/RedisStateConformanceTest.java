package io.outrigger.redis.state;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisStateConformanceTest extends StateStoreConformance {

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
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }

  @Override
  protected boolean keepsTimeInBackend() {
    return true;
  }
}

package io.outrigger.redis.lock;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import io.outrigger.testkit.redis.RedisServer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedlockConformanceTest extends LockStoreConformance {

  private static List<RedisServer> servers = List.of();

  @BeforeAll
  static void startServers() {
    servers = Stream.generate(() -> RedisServer.start()).limit(3).toList();
  }

  @AfterAll
  static void stopServers() {
    servers.forEach(RedisServer::close);
  }

  @Override
  protected String type() {
    return "redis_cluster";
  }

  @Override
  protected Record settings() {
    var hosts = servers.stream().map(RedisServer::host).collect(Collectors.joining(","));
    return SettingsOf.host(hosts).build();
  }

  @Override
  protected Set<Class<? extends LockStore>> expectedAbilities() {
    return Set.of(LockStore.Renewable.class);
  }

  @Override
  protected boolean givesFencingTokens() {
    return false;
  }

  @Override
  protected boolean keepsTimeInBackend() {
    return true;
  }
}

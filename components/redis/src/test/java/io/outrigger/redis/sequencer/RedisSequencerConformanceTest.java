package io.outrigger.redis.sequencer;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.sequencer.SequencerConformance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisSequencerConformanceTest extends SequencerConformance {

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
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(SettingsOf.host(server.host()).with("biggerThan", biggerThan).build());
  }
}

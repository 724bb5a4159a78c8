package io.outrigger.redis.sequencer;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.redis.WatchedRedis;
import io.outrigger.testkit.sequencer.SequencerConformance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisSequencerBySentinelConformanceTest extends SequencerConformance {

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
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(SettingsOf.sentinels(redis).with("biggerThan", biggerThan).build());
  }
}

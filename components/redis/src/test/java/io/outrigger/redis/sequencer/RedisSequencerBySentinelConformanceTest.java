package io.outrigger.redis.sequencer;

import io.outrigger.redis.server.WatchedRedis;
import io.outrigger.spi.sequencer.Sequencer;
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
    return redis.settings().build();
  }

  @Override
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(redis.settings().with("biggerThan", biggerThan).build());
  }
}

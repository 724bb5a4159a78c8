package io.outrigger.redis.sequencer;

import io.outrigger.redis.server.RedisCluster;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.sequencer.SequencerConformance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisSequencerInClusterConformanceTest extends SequencerConformance {

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
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(cluster.settings().with("biggerThan", biggerThan).build());
  }
}

package io.outrigger.mongodb.sequencer;

import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.sequencer.SequencerConformance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MongoSequencerConformanceTest extends SequencerConformance {

  private static TestMongo mongo;

  @BeforeAll
  static void startServer() {
    mongo = TestMongo.start();
  }

  @AfterAll
  static void stopServer() {
    mongo.close();
  }

  @Override
  protected String type() {
    return "mongo";
  }

  @Override
  protected Record settings() {
    return mongo.settings();
  }

  @Override
  protected Set<Class<? extends Sequencer>> expectedAbilities() {
    return Set.of(Sequencer.Segmented.class);
  }

  @Override
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.of(mongo.builder().with("biggerThan", biggerThan).build());
  }
}

package io.outrigger.mongodb.state;

import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.state.StateStore;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MongoStateConformanceTest extends StateStoreConformance {

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
    return "mongodb";
  }

  @Override
  protected Record settings() {
    return mongo.settings();
  }

  @Override
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }
}

package io.outrigger.mongodb.lock;

import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.testkit.lock.LockStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MongoLockConformanceTest extends LockStoreConformance {

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
  protected Set<Class<? extends LockStore>> expectedAbilities() {
    return Set.of(LockStore.Renewable.class);
  }
}

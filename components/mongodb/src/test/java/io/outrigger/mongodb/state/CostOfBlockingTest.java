package io.outrigger.mongodb.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a read costs beside the same read with the driver alone, one at a time, in turns. */
final class CostOfBlockingTest {

  private static final int ROUNDS = 11;
  private static final int READS = 1000;

  @Test
  void a_read_costs_little_more_than_the_driver_alone() {
    try (var mongo = TestMongo.start();
        var context = new TestContext()) {
      var store = new MongoStateStore(mongo.settings(), context);
      Outcome.done(store::start);
      Outcome.done(() -> store.set(call(), SetRequest.of("key", Bytes.utf8("x".repeat(16)))));
      var ratios = new double[ROUNDS];
      long direct = 0;
      long blocking = 0;
      for (int round = 0; round < ROUNDS; round++) {
        direct = time(() -> readDirectly(mongo.raw()));
        blocking = time(() -> read(store));
        ratios[round] = (double) blocking / direct;
      }
      Outcome.done(store::close);
      Arrays.sort(ratios);
      LoggerFactory.getLogger(CostOfBlockingTest.class)
          .info(
              "get direct_us={} blocking_us={} median_ratio={}",
              direct / READS / 1000,
              blocking / READS / 1000,
              ratios[ROUNDS / 2]);

      // The thread of a read is a virtual one, whose start is far cheaper than a round trip.
      assertThat(ratios[ROUNDS / 2]).isLessThan(3);
    }
  }

  private static void readDirectly(MongoCollection<BsonDocument> collection) {
    assertThat(collection.find(Filters.eq("_id", "key")).first()).isNotNull();
  }

  private static void read(MongoStateStore store) {
    var read = store.get(call(), GetRequest.of("key")).toCompletableFuture().join();
    assertThat(read.isAbsent()).isFalse();
  }

  private static long time(Runnable read) {
    long begin = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      read.run();
    }
    return System.nanoTime() - begin;
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(10));
  }
}

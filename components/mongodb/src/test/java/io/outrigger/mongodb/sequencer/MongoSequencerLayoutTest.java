package io.outrigger.mongodb.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as Layotto writes and reads them, and the last of all ids. */
final class MongoSequencerLayoutTest {

  private static TestMongo mongo;

  private final TestContext context = new TestContext();
  private final String key = "sequencer|||app1||" + UUID.randomUUID();
  private MongoSequencer sequencer;

  @BeforeAll
  static void startServer() {
    mongo = TestMongo.start();
  }

  @AfterAll
  static void stopServer() {
    mongo.close();
  }

  @BeforeEach
  void start() {
    sequencer = new MongoSequencer(mongo.settings(), context);
    Outcome.done(sequencer::start);
  }

  @AfterEach
  void close() {
    Outcome.done(sequencer::close);
    context.close();
  }

  @Test
  void ids_go_on_where_upstream_was() {
    insert(new BsonInt32(41));

    assertThat(next()).isEqualTo(42);
  }

  @Test
  void ids_go_on_beyond_the_numbers_of_32_bits() {
    insert(new BsonInt32(Integer.MAX_VALUE));

    assertThat(next()).isEqualTo(Integer.MAX_VALUE + 1L);
  }

  @Test
  void what_it_writes_has_upstreams_fields() {
    var segment = Outcome.valueOf(() -> sequencer.segment(call(), key, 10));
    var document = mongo.raw().find(Filters.eq("_id", key)).first();

    assertThat(segment).isEqualTo(new Segment(1, 10));
    assertThat(document)
        .isEqualTo(
            new BsonDocument("_id", new BsonString(key))
                .append("sequencer_value", new BsonInt64(10)));
  }

  @Test
  void the_last_id_is_given_out() {
    insert(new BsonInt64(Long.MAX_VALUE - 1));

    assertThat(next()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void after_the_last_id_there_is_none() {
    insert(new BsonInt64(Long.MAX_VALUE));

    assertThat(Outcome.codeOf(() -> sequencer.next(call(), key, Map.of())))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_segment_larger_than_what_is_left_takes_nothing() {
    insert(new BsonInt64(Long.MAX_VALUE - 5));

    assertThat(Outcome.codeOf(() -> sequencer.segment(call(), key, 6)))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
    assertThat(next()).isEqualTo(Long.MAX_VALUE - 4);
  }

  private void insert(BsonValue last) {
    mongo
        .raw()
        .insertOne(new BsonDocument("_id", new BsonString(key)).append("sequencer_value", last));
  }

  private long next() {
    return Outcome.valueOf(() -> sequencer.next(call(), key, Map.of()));
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}

package io.outrigger.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.mongodb.lock.MongoLockStore;
import io.outrigger.mongodb.sequencer.MongoSequencer;
import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Upserts between whose two halves another made the document, which MongoDB may answer as a
 * duplicate key. The server of these tests never does so by itself.
 */
final class RacesTest {

  private final TestContext context = new TestContext();
  private final LocalMongo mongo = LocalMongo.standalone();
  private final MongoStateStore store =
      new MongoStateStore(SettingsOf.host(mongo.host()).build(), context);

  @AfterEach
  void close() {
    Outcome.done(store::close);
    mongo.close();
    context.close();
  }

  @Test
  void a_write_that_lost_is_made_again() {
    Outcome.done(store::start);
    mongo.collide(1);
    Outcome.done(() -> store.set(call(), write("key")));

    assertThat(text("key")).isEqualTo("value");
  }

  @Test
  void a_write_that_always_loses_is_aborted() {
    Outcome.done(store::start);
    mongo.collide(2);

    assertThat(Outcome.codeOf(() -> store.set(call(), write("key")))).isEqualTo(ErrorCode.ABORTED);
  }

  @Test
  void a_first_write_that_lost_is_a_mismatch() {
    Outcome.done(store::start);
    mongo.collide(1);
    var first = SetRequest.of("key", Bytes.utf8("value"), WriteOptions.ifAbsent());

    assertThat(Outcome.codeOf(() -> store.set(call(), first))).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_write_of_many_that_lost_is_made_again() {
    Outcome.done(store::start);
    mongo.collide(1);
    var failures = Outcome.valueOf(() -> store.setAll(call(), List.of(write("key"))));

    assertThat(failures).isEmpty();
    assertThat(text("key")).isEqualTo("value");
  }

  @Test
  void an_id_is_taken_again() {
    var sequencer = new MongoSequencer(SettingsOf.host(mongo.host()).build(), context);
    Outcome.done(sequencer::start);
    mongo.collide(1);
    var id = Outcome.valueOf(() -> sequencer.next(call(), "key", Map.of()));
    Outcome.done(sequencer::close);

    assertThat(id).isEqualTo(1);
  }

  @Test
  void a_number_that_ids_must_exceed_is_set_again() {
    var above = SettingsOf.host(mongo.host()).with("biggerThan", Map.of("key", 41L)).build();
    var sequencer = new MongoSequencer(above, context);
    mongo.collide(1);
    Outcome.done(sequencer::start);
    var id = Outcome.valueOf(() -> sequencer.next(call(), "key", Map.of()));
    Outcome.done(sequencer::close);

    assertThat(id).isEqualTo(42);
  }

  @Test
  void a_lock_that_another_took_at_the_same_time_is_refused() {
    var locks = new MongoLockStore(SettingsOf.host(mongo.host()).build(), context);
    Outcome.done(locks::start);
    mongo.collide(1);
    var hour = Duration.ofHours(1);
    var attempt = Outcome.valueOf(() -> locks.tryLock(call(), "lock", "ann", hour));
    Outcome.done(locks::close);

    assertThat(attempt).isEqualTo(Acquisition.refused());
  }

  private static SetRequest write(String key) {
    return SetRequest.of(key, Bytes.utf8("value"));
  }

  private String text(String key) {
    return Outcome.valueOf(() -> store.get(call(), GetRequest.of(key))).data().toUtf8();
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(10));
  }
}

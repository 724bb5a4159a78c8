package io.outrigger.mongodb.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.Call;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as Layotto writes and reads them, and what becomes of tokens when they go. */
final class MongoLockLayoutTest {

  private static final Duration LONG = Duration.ofHours(1);

  private static TestMongo mongo;

  private final TestContext context = new TestContext();
  private final String resource = "lock|||app1||" + UUID.randomUUID();
  private MongoLockStore store;

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
    store = started(context);
  }

  private static MongoLockStore started(TestContext context) {
    var store = new MongoLockStore(mongo.settings(), context);
    Outcome.done(store::start);
    return store;
  }

  @AfterEach
  void close() {
    Outcome.done(store::close);
    context.close();
  }

  @Test
  void a_lock_that_upstream_holds_is_refused() {
    insert("theirs", Instant.now().plusSeconds(600));

    assertThat(tryLock("ours")).isEqualTo(Acquisition.refused());
  }

  @Test
  void a_lock_that_upstream_took_is_free_after_its_lease_though_its_document_is_there() {
    insert("theirs", Instant.now().minusSeconds(60));

    assertThat(tryLock("ours").acquired()).isTrue();
  }

  @Test
  void a_lock_that_upstream_took_is_given_back() {
    insert("theirs", Instant.now().plusSeconds(600));

    assertThat(unlock("theirs")).isEqualTo(LockStatus.DONE);
    assertThat(tryLock("ours").acquired()).isTrue();
  }

  @Test
  void a_lock_that_upstream_took_is_renewed() {
    insert("theirs", Instant.now().plusSeconds(600));
    var status = Outcome.valueOf(() -> store.renew(call(), resource, "theirs", LONG));

    assertThat(status).isEqualTo(LockStatus.DONE);
    assertThat(end()).isAfter(Instant.now().plusSeconds(3000));
  }

  @Test
  void what_it_writes_has_upstreams_fields() {
    var _ = tryLock("ours");

    assertThat(raw().getString("LockOwner").getValue()).isEqualTo("ours");
    assertThat(end()).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3700));
  }

  @Test
  void what_is_left_of_a_lock_that_was_given_back_has_no_owner_and_ends_soon() {
    var _ = tryLock("ours");
    var _ = unlock("ours");

    assertThat(raw().containsKey("LockOwner")).isFalse();
    assertThat(end()).isBefore(Instant.now().plusSeconds(30));
  }

  @Test
  void an_index_has_mongodb_remove_what_has_ended() {
    var indexes = mongo.raw().listIndexes().into(new ArrayList<>());

    assertThat(indexes)
        .anySatisfy(index -> {
          assertThat(index.get("key")).isEqualTo(new Document("Expire", 1));
          assertThat(index.get("expireAfterSeconds", Number.class).intValue()).isZero();
        });
  }

  @Test
  void tokens_grow_beyond_the_removal_of_the_document() {
    long first = token("ours");
    var _ = unlock("ours");
    long second = token("ours");
    remove();

    assertThat(token("other")).isGreaterThan(second).isGreaterThan(first);
  }

  @Test
  void tokens_grow_beyond_a_lock_of_upstream_in_between() {
    long first = token("ours");
    remove();
    insert("theirs", Instant.now().minusSeconds(60));
    long second = token("other");
    var _ = unlock("other");

    assertThat(second).isGreaterThan(first);
    assertThat(token("another")).isEqualTo(second + 1);
  }

  @Test
  void a_sidecar_whose_clock_is_ahead_does_not_take_a_lock_that_is_held() {
    var _ = tryLock("ours");
    try (var ahead = new TestContext()) {
      ahead.clock().advance(Duration.ofHours(2));
      var other = started(ahead);
      var attempt = Outcome.valueOf(() -> other.tryLock(call(), resource, "other", LONG));
      Outcome.done(other::close);

      assertThat(attempt).isEqualTo(Acquisition.refused());
    }
  }

  @Test
  void a_sidecar_whose_clock_is_behind_holds_a_lock_as_long_as_others() {
    try (var behind = new TestContext()) {
      behind.clock().advance(Duration.ofHours(-2));
      var other = started(behind);
      var attempt = Outcome.valueOf(() -> other.tryLock(call(), resource, "other", LONG));
      Outcome.done(other::close);

      assertThat(attempt.acquired()).isTrue();
      assertThat(tryLock("ours")).isEqualTo(Acquisition.refused());
    }
  }

  @Test
  void health_hears_what_the_clock_of_the_server_says() {
    context.clock().advance(Duration.ofHours(2));
    assertThat(Outcome.valueOf(store::health).isUp()).isTrue();
    var _ = tryLock("ours");

    assertThat(end()).isBefore(Instant.now().plusSeconds(3700));
  }

  private void insert(String owner, Instant end) {
    mongo
        .raw()
        .insertOne(
            new BsonDocument("_id", new BsonString(resource))
                .append("LockOwner", new BsonString(owner))
                .append("Expire", new BsonDateTime(end.toEpochMilli())));
  }

  /** As MongoDB does, some time after the document's end. */
  private void remove() {
    context.clock().advance(Duration.ofSeconds(11));
    assertThat(mongo.raw().deleteOne(Filters.eq("_id", resource)).getDeletedCount()).isEqualTo(1);
  }

  private BsonDocument raw() {
    return Objects.requireNonNull(mongo.raw().find(Filters.eq("_id", resource)).first());
  }

  private Instant end() {
    return Instant.ofEpochMilli(raw().getDateTime("Expire").getValue());
  }

  private long token(String owner) {
    return tryLock(owner).fencingToken().orElseThrow();
  }

  private Acquisition tryLock(String owner) {
    return Outcome.valueOf(() -> store.tryLock(call(), resource, owner, LONG));
  }

  private LockStatus unlock(String owner) {
    return Outcome.valueOf(() -> store.unlock(call(), resource, owner));
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}

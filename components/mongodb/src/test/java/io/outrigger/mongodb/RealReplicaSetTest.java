package io.outrigger.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.lock.MongoLockStore;
import io.outrigger.mongodb.sequencer.MongoSequencer;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What mongo-java-server cannot show: users, a fail-over, majorities, transactions that are
 * isolated from each other, and the removal of what has expired. Runs only against a real replica
 * set, whose user is its administrator.
 */
final class RealReplicaSetTest {

  private static final String PASSWORD = "p@ss:w/rd";

  private final TestContext context = new TestContext();
  private TestMongo mongo;
  private MongoStateStore store;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        TestMongo.isReal(), "needs a real replica set, named by " + TestMongo.VARIABLE);
    mongo = TestMongo.start();
    store = new MongoStateStore(mongo.settings(), context);
    Outcome.done(store::start);
  }

  @AfterEach
  void close() {
    if (mongo != null) {
      Outcome.done(store::close);
      mongo.close();
    }
    context.close();
  }

  @Test
  void a_user_with_the_right_password_is_let_in() {
    makeUser();
    var other = new MongoStateStore(asUser(PASSWORD).build(), context);

    assertThat(Outcome.of(other::start).succeeded()).isTrue();
    Outcome.done(other::close);
  }

  @Test
  void a_user_with_a_wrong_password_is_denied() {
    makeUser();
    var other = new MongoStateStore(asUser("another").build(), context);

    assertThat(Outcome.codeOf(other::start)).isEqualTo(ErrorCode.PERMISSION_DENIED);
    Outcome.done(other::close);
  }

  private void makeUser() {
    var role = new Document("role", "readWrite").append("db", mongo.database());
    var command =
        new Document("createUser", "ann").append("pwd", PASSWORD).append("roles", List.of(role));
    var _ = mongo.run(mongo.database(), command);
  }

  private SettingsOf asUser(String password) {
    var real = TestMongo.real();
    return SettingsOf.host(String.join(",", real.getHosts()))
        .with("databaseName", mongo.database())
        .with("username", "ann")
        .with("mongoPassword", Secret.of(password))
        .with("params", "?replicaSet=" + real.getRequiredReplicaSetName());
  }

  @Test
  void a_strong_read_sees_a_strong_write() {
    var strong = new WriteOptions("", Concurrency.UNSPECIFIED, Consistency.STRONG);
    Outcome.done(() -> store.set(call(), SetRequest.of("key", Bytes.utf8("value"), strong)));
    var read = new GetRequest("key", Consistency.STRONG, Map.of());

    assertThat(Outcome.valueOf(() -> store.get(call(), read)).data().toUtf8()).isEqualTo("value");
  }

  @Test
  void a_reader_outside_never_sees_half_of_a_transaction() {
    write("0");
    var over = new AtomicInteger();
    var halves = Parallel.run(2, thread -> () -> thread == 0 ? writeMany(over) : countHalves(over));

    assertThat(halves).containsOnly(0);
  }

  private int writeMany(AtomicInteger over) {
    for (int i = 1; i <= 200; i++) {
      write(String.valueOf(i));
    }
    over.set(1);
    return 0;
  }

  private void write(String value) {
    var both =
        List.of("a", "b").stream().map(key -> SetRequest.of(key, Bytes.utf8(value))).toList();
    Outcome.done(() -> store.transact(call(), List.copyOf(both)));
  }

  /** How often the key written second was behind the one written first, though read after it. */
  private int countHalves(AtomicInteger over) {
    int halves = 0;
    while (over.get() == 0) {
      halves += number("a") > number("b") ? 1 : 0;
    }
    return halves;
  }

  private int number(String key) {
    return Integer.parseInt(
        Outcome.valueOf(() -> store.get(call(), GetRequest.of(key))).data().toUtf8());
  }

  @Test
  void a_fail_over_gives_no_id_twice_and_takes_no_lock_away() {
    var sequencer = new MongoSequencer(mongo.settings(), context);
    var locks = new MongoLockStore(mongo.settings(), context);
    Outcome.done(sequencer::start);
    Outcome.done(locks::start);
    var hour = Duration.ofHours(1);
    assertThat(Outcome.valueOf(() -> locks.tryLock(call(), "lock", "ann", hour)).acquired())
        .isTrue();
    long before = Outcome.valueOf(() -> sequencer.next(call(), "ids", Map.of()));
    stepDown();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Outcome.of(() -> sequencer.next(call(), "ids", Map.of())).succeeded());

    assertThat(Outcome.valueOf(() -> sequencer.next(call(), "ids", Map.of())))
        .isGreaterThan(before + 1);
    assertThat(Outcome.valueOf(() -> locks.tryLock(call(), "lock", "bob", hour)).acquired())
        .isFalse();
    Outcome.done(locks::close);
    Outcome.done(sequencer::close);
  }

  private void stepDown() {
    try {
      var _ = mongo.run("admin", new Document("replSetStepDown", 10).append("force", true));
    } catch (MongoException _) {
      // The primary may close the connection instead of answering.
    }
  }

  @Test
  void mongodb_removes_what_has_expired() {
    var on = new Document("setParameter", 1).append("ttlMonitorEnabled", true);
    var _ = mongo.run("admin", on);
    var write = SetRequest.of("short", Bytes.utf8("value")).withTtl(Duration.ofSeconds(1));
    Outcome.done(() -> store.set(call(), write));

    await()
        .atMost(Duration.ofSeconds(150))
        .until(() -> Objects.isNull(mongo.raw().find(Filters.eq("_id", "short")).first()));
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}

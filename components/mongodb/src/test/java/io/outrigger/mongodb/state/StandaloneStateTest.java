package io.outrigger.mongodb.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is no member of a replica set. */
final class StandaloneStateTest {

  private final TestContext context = new TestContext();
  private LocalMongo mongo;
  private MongoStateStore store;

  @BeforeEach
  void start() {
    mongo = LocalMongo.standalone();
    store = new MongoStateStore(SettingsOf.host(mongo.host()).build(), context);
    Outcome.done(store::start);
  }

  @AfterEach
  void close() {
    Outcome.done(store::close);
    mongo.close();
    context.close();
  }

  @Test
  void a_transaction_is_refused_as_unsupported() {
    var refusal = Outcome.failureOf(() -> store.transact(call(), List.of(write())));

    assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("standalone").hasMessageContaining("replica set");
  }

  @Test
  void a_transaction_that_is_refused_writes_nothing() {
    var _ = Outcome.failureOf(() -> store.transact(call(), List.of(write())));

    assertThat(Outcome.valueOf(() -> store.get(call(), GetRequest.of("key"))).isAbsent()).isTrue();
  }

  @Test
  void an_empty_transaction_is_no_failure() {
    assertThat(Outcome.of(() -> store.transact(call(), List.of())).succeeded()).isTrue();
  }

  @Test
  void single_writes_take_place() {
    Outcome.done(() -> store.set(call(), write()));

    assertThat(Outcome.valueOf(() -> store.get(call(), GetRequest.of("key"))).data().toUtf8())
        .isEqualTo("value");
  }

  private static SetRequest write() {
    return SetRequest.of("key", Bytes.utf8("value"));
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(10));
  }
}

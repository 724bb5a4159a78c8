package io.outrigger.mongodb.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestCall;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A transaction whose caller goes: what it has written stays locked until MongoDB hears of its end,
 * or for a minute. The server of this test has one transaction at a time.
 */
final class AbandonedTransactionTest {

  private final TestContext context = new TestContext();
  private final LocalMongo mongo = LocalMongo.replicaSet();
  private final MongoStateStore store =
      new MongoStateStore(SettingsOf.uri(mongo.uri()).build(), context);

  @BeforeEach
  void start() {
    Outcome.done(store::start);
  }

  @AfterEach
  void close() {
    Outcome.done(store::close);
    mongo.close();
    context.close();
  }

  @Test
  void a_transaction_whose_caller_goes_holds_up_nobody() {
    var call = new TestCall(Duration.ofSeconds(30));
    var abandoned = store.transact(call, writes(20_000));
    await().until(() -> isWritten("key-0"));
    call.cancel();
    assertThat(Outcome.of(() -> abandoned).succeeded()).isFalse();

    var next = Call.within(Duration.ofSeconds(3));
    assertThat(Outcome.of(() -> store.transact(next, writes(2))).succeeded()).isTrue();
  }

  private boolean isWritten(String key) {
    var read = GetRequest.of(key);
    var found = Outcome.valueOf(() -> store.get(Call.within(Duration.ofSeconds(10)), read));
    return !found.isAbsent();
  }

  private static List<StateOperation> writes(int count) {
    return IntStream.range(0, count)
        .<StateOperation>mapToObj(i -> SetRequest.of("key-" + i, Bytes.utf8("value")))
        .toList();
  }
}

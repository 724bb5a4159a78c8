package io.outrigger.mongodb.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.server.TcpProxy;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestCall;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who go while MongoDB is at work on a lock for them. */
final class LateLockTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final TestContext context = new TestContext();
  private final LocalMongo mongo = LocalMongo.standalone();
  private final TcpProxy proxy = TcpProxy.before(mongo.port());
  private final MongoLockStore store =
      new MongoLockStore(SettingsOf.host(proxy.host()).build(), context);

  @BeforeEach
  void start() {
    Outcome.done(store::start);
  }

  @AfterEach
  void close() {
    Outcome.done(store::close);
    proxy.close();
    mongo.close();
    context.close();
  }

  /** Whoever hears it can give the lock back; nobody could if the work had been broken off. */
  @Test
  void a_lock_that_is_taken_for_a_caller_who_has_gone_is_told_all_the_same() {
    var call = new TestCall(Duration.ofSeconds(10));
    proxy.freeze();
    var pending = store.tryLock(call, "lock", "ann", LONG);
    call.cancel();
    proxy.thaw();

    assertThat(Outcome.valueOf(() -> pending).acquired()).isTrue();
  }
}

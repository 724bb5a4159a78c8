package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.server.TcpProxy;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestCall;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers that are not there, go away, fall silent, and come back, with figures in the log. */
final class FaultsTest {

  private static final Logger LOG = LoggerFactory.getLogger(FaultsTest.class);

  private static final int CALLERS = 64;
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** What a loaded machine may add to a deadline. */
  private static final Duration SLACK = Duration.ofMillis(500);

  private final TestContext context = new TestContext();
  private final LocalMongo mongo = LocalMongo.standalone();
  private final TcpProxy proxy = TcpProxy.before(mongo.port());
  private final MongoStateStore store =
      new MongoStateStore(SettingsOf.host(proxy.host()).build(), context);

  @AfterEach
  void close() {
    Outcome.done(store::close);
    proxy.close();
    mongo.close();
    context.close();
  }

  @Test
  void a_start_without_server_fails_as_unavailable_and_succeeds_once_there_is_one() {
    mongo.stop();
    long begin = System.nanoTime();
    var failure = Outcome.failureOf(store::start);
    var failed = since(begin);

    mongo.start();
    begin = System.nanoTime();
    await().atMost(Duration.ofSeconds(5)).until(() -> Outcome.of(store::start).succeeded());
    LOG.info("fault=down-at-start failed_ms={} start_ms={}", failed, since(begin));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failed).isLessThan(5000);
    assertThat(since(begin)).isLessThan(2000);
  }

  @Test
  void a_call_before_the_start_is_unavailable() {
    assertThat(Outcome.codeOf(() -> store.get(call(), GetRequest.of("key"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_call_after_the_end_is_unavailable() {
    Outcome.done(store::start);
    Outcome.done(store::close);

    assertThat(Outcome.codeOf(() -> store.get(call(), GetRequest.of("key"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_call_to_a_server_that_is_down_is_unavailable_before_its_deadline() {
    Outcome.done(store::start);
    mongo.stop();
    long begin = System.nanoTime();
    var code = Outcome.codeOf(() -> store.get(call(), GetRequest.of("key")));

    assertThat(code).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(since(begin)).isLessThan(DEADLINE.toMillis());
  }

  @Test
  void health_is_down_while_the_server_is_and_up_again_after() {
    Outcome.done(store::start);
    mongo.stop();
    assertThat(Outcome.of(store::health).succeeded()).isFalse();
    mongo.start();

    await().atMost(Duration.ofSeconds(5)).until(() -> Outcome.of(store::health).succeeded());
  }

  @Test
  void callers_get_their_answers_in_time_while_the_server_is_killed_and_restarted() {
    Outcome.done(store::start);
    var figures =
        whileCalling(() -> {
          pause(Duration.ofMillis(500));
          mongo.stop();
          pause(Duration.ofMillis(1500));
          mongo.start();
        });
    LOG.info("fault=killed-and-restarted {}", figures);

    figures.check();
  }

  @Test
  void callers_get_their_answers_in_time_while_connections_are_cut() {
    Outcome.done(store::start);
    var figures =
        whileCalling(() -> {
          for (int i = 0; i < 5; i++) {
            pause(Duration.ofMillis(300));
            proxy.cut();
          }
        });
    LOG.info("fault=cut {}", figures);

    figures.check();
  }

  @Test
  void callers_get_their_answers_in_time_while_the_server_is_silent() {
    Outcome.done(store::start);
    var figures =
        whileCalling(() -> {
          pause(Duration.ofMillis(500));
          proxy.freeze();
          pause(Duration.ofMillis(2500));
          proxy.thaw();
        });
    LOG.info("fault=frozen {}", figures);

    figures.check();
  }

  @Test
  void a_caller_who_goes_leaves_no_thread_behind() {
    Outcome.done(store::start);
    assertThat(Outcome.of(() -> store.get(call(), GetRequest.of("key"))).succeeded()).isTrue();
    proxy.freeze();
    var call = new TestCall(Duration.ofSeconds(20));
    var pending = store.get(call, GetRequest.of("key")).toCompletableFuture();
    long begin = System.nanoTime();
    call.cancel();
    var failure = Outcome.translatedCodeOf(() -> pending);

    assertThat(failure).isEqualTo(ErrorCode.CANCELLED);
    assertThat(since(begin)).isLessThan(2000);
    proxy.thaw();
  }

  @Test
  void an_end_leaves_no_thread_of_the_driver_behind() {
    var before = driverThreads();
    Outcome.done(store::start);
    assertThat(driverThreads()).hasSizeGreaterThan(before.size());
    Outcome.done(store::close);

    await().atMost(Duration.ofSeconds(5)).until(() -> before.containsAll(driverThreads()));
  }

  private static Set<Thread> driverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cluster-"))
        .collect(Collectors.toSet());
  }

  @Test
  void no_method_blocks_its_caller() {
    Outcome.done(store::start);
    proxy.freeze();
    var pending = store.set(call(), SetRequest.of("key", Bytes.utf8("value")));

    assertThat(pending.toCompletableFuture()).isNotDone();
    proxy.thaw();
  }

  /** What the callers were told. */
  private record Figures(Counts counts, long slowestMillis, long recoveryMillis) {

    void check() {
      counts.refuseOthersThan(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
      assertThat(slowestMillis).isLessThan(DEADLINE.plus(SLACK).toMillis());
      assertThat(recoveryMillis).isLessThan(2000);
    }
  }

  /** Lets callers read and write without a pause while something goes wrong, and until all can. */
  private Figures whileCalling(Runnable fault) {
    var over = new AtomicBoolean();
    var slowest = new AtomicLong();
    var lastFailure = new AtomicLong();
    var restored = new AtomicLong();
    var counts =
        Parallel.run(
            CALLERS + 1,
            caller ->
                () -> {
                  if (caller < CALLERS) {
                    return call(caller, over, slowest, lastFailure);
                  }
                  fault.run();
                  restored.set(System.nanoTime());
                  pause(Duration.ofMillis(2500));
                  over.set(true);
                  return new Counts();
                });
    var all = new Counts();
    counts.forEach(all::add);
    long recovery = Math.max(0, (lastFailure.get() - restored.get()) / 1_000_000);
    assertThat(all.calls).isPositive();
    return new Figures(all, slowest.get(), recovery);
  }

  private Counts call(int caller, AtomicBoolean over, AtomicLong slowest, AtomicLong lastFailure) {
    var counts = new Counts();
    while (!over.get()) {
      long begin = System.nanoTime();
      try {
        once(caller);
      } catch (ComponentException e) {
        counts.failures.merge(e.code(), 1L, Long::sum);
        counts.examples.put(e.code(), e);
        lastFailure.accumulateAndGet(System.nanoTime(), Math::max);
      }
      counts.calls++;
      slowest.accumulateAndGet(since(begin), Math::max);
    }
    return counts;
  }

  private void once(int caller) {
    var key = "key-" + caller;
    var outcome =
        caller % 2 == 0
            ? store.get(call(), GetRequest.of(key)).thenAccept(value -> {})
            : store.set(call(), SetRequest.of(key, Bytes.utf8("value")));
    try {
      outcome.toCompletableFuture().join();
    } catch (CompletionException e) {
      // The host ends a call at its deadline; this context leaves that to the component.
      throw Failures.translate(e);
    }
  }

  /** How often a caller was told what. */
  private static final class Counts {

    private final Map<ErrorCode, Long> failures = new EnumMap<>(ErrorCode.class);
    private final Map<ErrorCode, ComponentException> examples = new EnumMap<>(ErrorCode.class);
    private long calls;

    private void refuseOthersThan(ErrorCode... allowed) {
      examples.keySet().removeAll(List.of(allowed));
      examples.forEach((code, failure) -> {
        throw new AssertionError("a call failed with " + code, failure);
      });
    }

    @Override
    public String toString() {
      return "calls=" + calls + " failures=" + failures;
    }

    private void add(Counts more) {
      more.failures.forEach((code, count) -> failures.merge(code, count, Long::sum));
      examples.putAll(more.examples);
      calls += more.calls;
    }
  }

  private static void pause(Duration duration) {
    await().pollDelay(duration).atMost(duration.plusSeconds(10)).until(() -> true);
  }

  private static long since(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static Call call() {
    return Call.within(DEADLINE);
  }
}

package io.outrigger.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.lock.RedlockStore;
import io.outrigger.redis.sequencer.RedisSequencer;
import io.outrigger.redis.server.SettingsOf;
import io.outrigger.redis.state.RedisStateStore;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.redis.WatchedRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a fail-over and Redlock can lose, measured and printed; what they must not lose, asserted.
 */
@Tag("soak-redis") // With whose figures its own are printed.
@Isolated // What it measures would suffer from others.
final class RedisLossTest {

  private static final int CALLERS = 24;
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TestContext context = new TestContext();
  private final List<Component> components = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    components.forEach(component -> Outcome.done(component::close));
    context.close();
  }

  @Test
  void a_failover_loses_no_strong_write_and_perhaps_others() {
    try (var redis = WatchedRedis.start()) {
      var store = started(new RedisStateStore(SettingsOf.sentinels(redis).build(), context));
      var strong = new Writes(store, "strong", Consistency.STRONG);
      var plain = new Writes(store, "plain", Consistency.EVENTUAL);
      try (var callers =
          Callers.start(
              CALLERS,
              DEADLINE,
              (call, number) -> (number % 2 == 0 ? strong : plain).write(call, number))) {
        callers.go(Duration.ofMillis(500));
        redis.master().kill();
        await().atMost(LIMIT).until(() -> works(store));
        callers.go(Duration.ofMillis(500)).end();
        System.out.printf(
            "fail-over, acknowledged writes lost: %d of %d keys, strong ones: %d of %d; %s%n",
            plain.lost(), CALLERS / 2, strong.lost(), CALLERS / 2, callers.figures());
      }
      assertThat(strong.lost()).isZero();
    }
  }

  @Test
  void a_failover_may_give_out_ids_again() {
    try (var redis = WatchedRedis.start()) {
      var ids = started(new RedisSequencer(SettingsOf.sentinels(redis).build(), context));
      Queue<Long> taken = new ConcurrentLinkedQueue<>();
      try (var callers =
          Callers.start(
              CALLERS,
              DEADLINE,
              (call, number) -> ids.next(call, "ids", Map.of()).thenAccept(taken::add))) {
        callers.go(Duration.ofMillis(500));
        int before = taken.size();
        redis.master().kill();
        await().atMost(LIMIT).until(() -> taken.size() > before + 1000);
        callers.end();
      }
      long twice = taken.size() - taken.stream().distinct().count();
      System.out.printf("fail-over: %d of %d ids were given out twice%n", twice, taken.size());
      assertThat(taken).hasSizeGreaterThan(1000);
    }
  }

  @Test
  void redlock_does_not_overlap_while_servers_that_remember_are_killed_in_turn() {
    var servers =
        Stream.generate(() -> RedisServer.start("--appendonly", "yes", "--appendfsync", "always"))
            .limit(3)
            .toList();
    var hosts = servers.stream().map(RedisServer::host).collect(Collectors.joining(","));
    var sidecars =
        Stream.generate(() -> started(new RedlockStore(SettingsOf.host(hosts).build(), context)))
            .limit(3)
            .toList();
    var held = new LongAdder();
    var overlaps = new LongAdder();
    var working = new AtomicInteger();
    try (var callers =
        Callers.start(
            CALLERS,
            DEADLINE,
            (call, number) ->
                hold(
                    sidecars.get(number % 3),
                    call,
                    "owner-" + number,
                    () -> {
                      held.increment();
                      overlaps.add(working.incrementAndGet() > 1 ? 1 : 0);
                      working.decrementAndGet();
                    }))) {
      for (var server : servers) {
        callers.go(Duration.ofMillis(500));
        server.kill();
        callers.go(Duration.ofMillis(500));
        server.startAgain();
      }
      callers.end();
      System.out.printf(
          "Redlock, each of 3 servers killed once: held %d times, %d overlaps; %s%n",
          held.sum(), overlaps.sum(), callers.figures());
    } finally {
      servers.forEach(RedisServer::close);
    }
    assertThat(overlaps.sum()).isZero();
    assertThat(held.sum()).isGreaterThan(10);
  }

  private static CompletionStage<?> hold(
      RedlockStore store, Call call, String owner, Runnable work) {
    return store
        .tryLock(call, "lock", owner, Duration.ofSeconds(1))
        .thenCompose(acquisition -> {
          if (!acquisition.acquired()) {
            return CompletableFuture.completedFuture(null);
          }
          work.run();
          return store.unlock(call, "lock", owner);
        });
  }

  private static boolean works(RedisStateStore store) {
    var write = SetRequest.of("probe", Bytes.utf8("value"));
    return Outcome.of(() -> store.set(Call.within(DEADLINE), write)).succeeded();
  }

  private <C extends Component> C started(C component) {
    components.add(component);
    Outcome.done(component::start);
    return component;
  }

  /** Numbers that grow, one key for each caller, and which of them were acknowledged. */
  private static final class Writes {

    private final RedisStateStore store;
    private final String prefix;
    private final WriteOptions options;
    private final ConcurrentMap<Integer, AtomicInteger> next = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Integer> acknowledged = new ConcurrentHashMap<>();

    Writes(RedisStateStore store, String prefix, Consistency consistency) {
      this.store = store;
      this.prefix = prefix;
      this.options = new WriteOptions("", Concurrency.UNSPECIFIED, consistency);
    }

    CompletionStage<?> write(Call call, int number) {
      int value = next.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
      var write = SetRequest.of(prefix + number, Bytes.utf8(String.valueOf(value)), options);
      return store.set(call, write).thenAccept(done -> acknowledged.put(number, value));
    }

    long lost() {
      return acknowledged.entrySet().stream()
          .filter(e -> stored(e.getKey()) < e.getValue())
          .count();
    }

    private int stored(int number) {
      var read =
          Outcome.valueOf(() -> store.get(Call.within(LIMIT), GetRequest.of(prefix + number)));
      return read.data().size() == 0 ? 0 : Integer.parseInt(read.data().toUtf8());
    }
  }
}

package io.outrigger.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.lock.RedisLockStore;
import io.outrigger.redis.sequencer.RedisSequencer;
import io.outrigger.redis.server.SettingsOf;
import io.outrigger.redis.state.RedisStateStore;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What must hold while a server that forces every write to the disk is killed again and again. How
 * often is the system property {@code outrigger.redis.kills}: few in a build, 100 in a soak.
 */
@Isolated // What it measures would suffer from others.
final class RedisDurabilityTest {

  private static final int KILLS = Integer.getInteger("outrigger.redis.kills", 5);
  private static final int CALLERS = 24;
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TestContext context = new TestContext();
  private final List<Component> components = new CopyOnWriteArrayList<>();
  private RedisServer server;

  @BeforeEach
  void start() {
    server = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterEach
  void stop() {
    components.forEach(component -> Outcome.done(component::close));
    server.close();
    context.close();
  }

  @Test
  void no_acknowledged_write_is_lost_over_kills() {
    var store = started(new RedisStateStore(SettingsOf.server(server), context));
    ConcurrentMap<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
    ConcurrentMap<Integer, AtomicInteger> next = new ConcurrentHashMap<>();
    try (var callers =
        Callers.start(
            CALLERS,
            DEADLINE,
            (call, number) -> {
              int value = next.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
              var write = SetRequest.of("key-" + number, Bytes.utf8(String.valueOf(value)));
              return store.set(call, write).thenAccept(done -> acknowledged.put(number, value));
            })) {
      killAgainAndAgain(callers);
      System.out.printf("%d kills, writes: %s%n", KILLS, callers.figures());
    }
    acknowledged.forEach(
        (number, value) -> assertThat(stored(store, number)).isGreaterThanOrEqualTo(value));
    assertThat(acknowledged).hasSize(CALLERS);
  }

  private static int stored(RedisStateStore store, int number) {
    var read = Outcome.valueOf(() -> store.get(Call.within(LIMIT), GetRequest.of("key-" + number)));
    return Integer.parseInt(read.data().toUtf8());
  }

  @Test
  void no_id_is_given_out_twice_by_three_sidecars_over_kills() {
    var sidecars =
        Stream.generate(() -> started(new RedisSequencer(SettingsOf.server(server), context)))
            .limit(3)
            .toList();
    Queue<long[]> taken = new ConcurrentLinkedQueue<>();
    try (var callers =
        Callers.start(
            CALLERS,
            DEADLINE,
            (call, number) -> takeIds(sidecars.get(number % 3), call, number, taken))) {
      killAgainAndAgain(callers);
      System.out.printf("%d kills, ids: %s%n", KILLS, callers.figures());
    }
    var inOrder = taken.stream().sorted((a, b) -> Long.compare(a[0], b[0])).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i)[0]).isGreaterThan(inOrder.get(i - 1)[1]);
    }
    long ids = inOrder.stream().mapToLong(range -> range[1] - range[0] + 1).sum();
    System.out.printf("%d ids, none twice%n", ids);
    assertThat(ids).isGreaterThan(1_000);
  }

  /** One id, or a segment of 1000. */
  private static CompletionStage<?> takeIds(
      RedisSequencer sequencer, Call call, int number, Queue<long[]> taken) {
    return number % 2 == 0
        ? sequencer.next(call, "ids", Map.of()).thenAccept(id -> taken.add(new long[] {id, id}))
        : sequencer
            .segment(call, "ids", 1000)
            .thenAccept(segment -> taken.add(new long[] {segment.first(), segment.last()}));
  }

  @Test
  void locks_of_three_sidecars_never_overlap_over_kills() {
    var sidecars =
        Stream.generate(() -> started(new RedisLockStore(SettingsOf.server(server), context)))
            .limit(3)
            .toList();
    var checker = new Checker();
    try (var callers =
        Callers.start(
            CALLERS,
            DEADLINE,
            (call, number) -> checker.hold(sidecars.get(number % 3), call, number))) {
      killAgainAndAgain(callers);
      System.out.printf(
          "%d kills, locks: %s, held %d times%n", KILLS, callers.figures(), checker.held.sum());
    }
    assertThat(checker.overlaps.sum()).isZero();
    assertThat(checker.stale.sum()).isZero();
    assertThat(checker.held.sum()).isGreaterThan(20);
  }

  /** Sees whether two owners work at a time, and whether tokens grow. */
  private static final class Checker {

    private static final Duration LEASE = Duration.ofMillis(500);

    final LongAdder held = new LongAdder();
    final LongAdder overlaps = new LongAdder();
    final LongAdder stale = new LongAdder();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicLong highest = new AtomicLong();

    CompletionStage<?> hold(RedisLockStore store, Call call, int number) {
      var owner = "owner-" + number;
      return store
          .tryLock(call, "lock", owner, LEASE)
          .thenCompose(acquisition -> {
            if (!acquisition.acquired()) {
              return store.unlock(call, "lock", owner + "-who-never-has-it");
            }
            work(acquisition.fencingToken().orElseThrow());
            return store.unlock(call, "lock", owner);
          });
    }

    /** What is protected: nobody else is there, and nobody with a higher token has been. */
    private void work(long token) {
      held.increment();
      overlaps.add(working.incrementAndGet() > 1 ? 1 : 0);
      stale.add(highest.getAndAccumulate(token, Math::max) < token ? 0 : 1);
      working.decrementAndGet();
    }
  }

  @Test
  void an_owner_whose_lease_is_over_has_the_lower_token() {
    var store = started(new RedisLockStore(SettingsOf.server(server), context));
    var first = Outcome.valueOf(() -> store.tryLock(call(), "lock", "a", Duration.ofMillis(50)));
    await()
        .until(
            () -> Outcome.valueOf(() -> store.unlock(call(), "lock", "a")) == LockStatus.NOT_HELD);
    server.kill();
    server.startAgain();
    await().until(() -> Outcome.of(() -> store.unlock(call(), "lock", "nobody")).succeeded());
    var second = Outcome.valueOf(() -> store.tryLock(call(), "lock", "b", Duration.ofSeconds(5)));

    assertThat(second.fencingToken().orElseThrow())
        .isGreaterThan(first.fencingToken().orElseThrow());
  }

  @Test
  void values_of_1_mib_at_full_speed_leave_memory_flat_and_small_ones_quick() {
    var store = started(new RedisStateStore(SettingsOf.server(server), context));
    var value = Bytes.wrap(new byte[1 << 20]);
    IntStream.range(0, 8)
        .forEach(i -> Outcome.done(() -> store.set(call(), SetRequest.of("large-" + i, value))));
    Outcome.done(() -> store.set(call(), SetRequest.of("small", Bytes.utf8("value"))));
    try (var large =
            Callers.start(
                16,
                LIMIT,
                (call, number) -> store.get(call, GetRequest.of("large-" + number % 8)));
        var small =
            Callers.start(4, LIMIT, (call, number) -> store.get(call, GetRequest.of("small")))) {
      large.go(Duration.ofSeconds(1));
      long before = usedAfterCollection();
      large.go(Duration.ofSeconds(2)).end();
      small.end();
      long grown = usedAfterCollection() - before;
      System.out.printf(
          "1 MiB values: %s; small ones beside them: %s; memory grew by %d KiB%n",
          large.figures(), small.figures(), grown / 1024);
      assertThat(large.failures()).isEmpty();
      assertThat(grown).isLessThan(32L << 20);
      assertThat(small.median()).isLessThan(Duration.ofMillis(100));
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void killAgainAndAgain(Callers callers) {
    for (int i = 0; i < KILLS; i++) {
      callers.go(Duration.ofMillis(300));
      server.kill();
      server.startAgain();
    }
    callers.go(Duration.ofSeconds(1)).end();
  }

  private <C extends Component> C started(C component) {
    components.add(component);
    Outcome.done(component::start);
    return component;
  }

  private static Call call() {
    return Call.within(LIMIT);
  }
}

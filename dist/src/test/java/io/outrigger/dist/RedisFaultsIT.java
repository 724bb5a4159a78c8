package io.outrigger.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status.Code;
import io.outrigger.testkit.redis.Proxy;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.redis.WatchedRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;

/**
 * What 64 callers of a sidecar see of the faults of its Redis: each fault once, or again and again
 * by {@code ./outrigger soak redis}, where the property {@code outrigger.redis.rounds} says how
 * often. The figures are printed as a table.
 */
@Tag("soak-redis")
final class RedisFaultsIT {

  private static final boolean SOAK = Boolean.getBoolean("outrigger.soak");
  private static final int CALLERS = 64;
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofSeconds(2);
  private static final Set<Code> ALLOWED =
      Set.of(Code.OK, Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED);

  /**
   * Three instances with 4 connections for batches and up to 16 for scripts; and some of others.
   */
  private static final int MOST_CONNECTIONS = 3 * (4 + 16) + 8;

  private static final int MOST_MORE_THREADS = 12;
  private static final long MOST_MORE_BYTES = 8L << 20;
  private static final Pattern CONNECTIONS = Pattern.compile("connected_clients:(\\d+)");

  @TempDir private Path directory;

  /** Does harm and makes it good. */
  @FunctionalInterface
  private interface Fault {
    void run(Callers callers) throws Exception;
  }

  /** What a sidecar holds. */
  private record Footprint(int connections, int threads, long liveBytes) {

    static Footprint of(CalledSidecar sidecar, RedisServer redis) throws Exception {
      var clients = new String((byte[]) redis.run(Command.INFO, "clients"), UTF_8);
      var match = CONNECTIONS.matcher(clients);
      assertThat(match.find()).isTrue();
      var process = sidecar.process();
      return new Footprint(
          Integer.parseInt(match.group(1)), process.threads(), process.liveBytes());
    }
  }

  @BeforeAll
  static void printHeader() {
    System.out.println(
        """
        | fault | times | calls | OK | UNAVAILABLE | DEADLINE_EXCEEDED | RESOURCE_EXHAUSTED | longest call | first success | last failure | connections | threads | live heap |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|\
        """);
  }

  @Test
  void redis_started_after_the_sidecar_is_found() throws Exception {
    for (int i = 0; i < times(5); i++) {
      try (var redis = RedisServer.stopped();
          var sidecar = sidecar(redis.host());
          var callers = call(sidecar)) {
        callers.go(Duration.ofSeconds(1));
        redis.startAgain();
        var recoveries = List.of(recover(callers));
        callers.end();
        // There is nothing before to compare with.
        var after = Footprint.of(sidecar, redis);
        check("started after the sidecar", callers, recoveries, after, after);
      }
    }
  }

  @Test
  void redis_killed_and_restarted_is_found_again() throws Exception {
    try (var redis = RedisServer.start();
        var sidecar = sidecar(redis.host())) {
      check(
          "killed, restarted after 1 s",
          times(20),
          sidecar,
          () -> redis,
          callers -> {
            redis.kill();
            callers.go(Duration.ofSeconds(1));
            redis.startAgain();
          });
    }
  }

  @Test
  void redis_frozen_for_5_s_serves_again() throws Exception {
    try (var redis = RedisServer.start();
        var sidecar = sidecar(redis.host())) {
      check(
          "frozen for 5 s",
          times(8),
          sidecar,
          () -> redis,
          callers -> {
            redis.freeze();
            callers.go(Duration.ofSeconds(5));
            redis.thaw();
          });
    }
  }

  @Test
  void connections_cut_are_opened_again() throws Exception {
    try (var redis = RedisServer.start();
        var proxy = Proxy.of(redis);
        var sidecar = sidecar(proxy.host())) {
      check(
          "connections cut 3 times",
          times(20),
          sidecar,
          () -> redis,
          callers -> {
            for (int i = 0; i < 3; i++) {
              callers.go(Duration.ofMillis(100));
              proxy.cut();
            }
          });
    }
  }

  @Test
  void redis_slower_by_200_ms_serves_everybody() throws Exception {
    try (var redis = RedisServer.start();
        var proxy = Proxy.of(redis);
        var sidecar = sidecar(proxy.host())) {
      var codes =
          check(
                  "slower by 200 ms for 2 s",
                  times(10),
                  sidecar,
                  () -> redis,
                  callers -> {
                    proxy.slow(Duration.ofMillis(200));
                    callers.go(Duration.ofSeconds(2));
                    proxy.slow(Duration.ZERO);
                  })
              .codes();
      assertThat(codes).containsOnlyKeys(Code.OK);
    }
  }

  @Test
  void a_fail_over_by_sentinels_is_followed() throws Exception {
    for (int i = 0; i < times(3); i++) {
      try (var redis = WatchedRedis.start();
          var sidecar = CalledSidecar.start(directory, bySentinels(redis.hosts()))) {
        check(
            "master killed, fail-over by Sentinels",
            1,
            sidecar,
            () -> isMaster(redis.replica()) ? redis.replica() : redis.master(),
            callers -> {
              redis.master().kill();
              await().atMost(Duration.ofSeconds(30)).until(() -> isMaster(redis.replica()));
            });
      }
    }
  }

  private static int times(int soak) {
    return Integer.getInteger("outrigger.redis.rounds", SOAK ? soak : 1);
  }

  private CalledSidecar sidecar(String redisHost) throws IOException {
    return CalledSidecar.start(
        directory, Standalone.config("redis.json", directory), "REDIS_HOST=" + redisHost);
  }

  private String bySentinels(String hosts) throws IOException {
    return Standalone.config("redis.json", directory)
        .replace(
            "\"${REDIS_HOST:127.0.0.1:6379}\"",
            "\"" + hosts + "\", \"failover\": true, \"sentinelMasterName\": \"demo\"");
  }

  private static boolean isMaster(RedisServer server) {
    var role = (List<?>) server.run(Command.ROLE);
    return new String((byte[]) role.getFirst(), UTF_8).equals("master");
  }

  private static Callers call(CalledSidecar sidecar) {
    return Callers.start(CALLERS, (caller, turn) -> RedisCalls.mixed(sidecar, caller, turn));
  }

  /** Does harm so many times, and compares with a run without. */
  private static Callers check(
      String name, int times, CalledSidecar sidecar, Supplier<RedisServer> redis, Fault fault)
      throws Exception {
    try (var warmUp = call(sidecar)) {
      warmUp.go(Duration.ofSeconds(SOAK ? 5 : 1));
    }
    var before = Footprint.of(sidecar, redis.get());
    var recoveries = new ArrayList<Callers.Recovery>();
    var callers = call(sidecar);
    try (callers) {
      for (int i = 0; i < times; i++) {
        callers.go(Duration.ofMillis(300));
        fault.run(callers);
        recoveries.add(recover(callers));
      }
    }
    check(name, callers, recoveries, before, Footprint.of(sidecar, redis.get()));
    return callers;
  }

  /** Lets the callers go on until no call may fail any more, and some while longer. */
  private static Callers.Recovery recover(Callers callers) {
    var recovery = callers.back();
    callers.go(RECOVERY.plusMillis(500));
    recovery.end();
    return recovery;
  }

  private static void check(
      String name,
      Callers callers,
      List<Callers.Recovery> recoveries,
      Footprint before,
      Footprint after) {
    var first = longest(recoveries.stream().map(Callers.Recovery::firstSuccess).toList());
    var last = longest(recoveries.stream().map(Callers.Recovery::lastFailure).toList());
    print(name, callers, recoveries.size(), first, last);
    print(before, after);
    assertThat(ALLOWED).as(name).containsAll(callers.codes().keySet());
    assertThat(callers.longest()).isLessThan(Callers.DEADLINE.plus(GRACE));
    assertThat(first).isLessThan(RECOVERY);
    assertThat(last).isLessThan(RECOVERY);
    assertThat(after.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + MOST_MORE_THREADS);
    assertThat(after.liveBytes()).isLessThan(before.liveBytes() + MOST_MORE_BYTES);
  }

  private static Duration longest(List<Duration> times) {
    return times.stream().max(Duration::compareTo).orElseThrow();
  }

  private static void print(
      String name, Callers callers, int times, Duration first, Duration last) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d ms | %d ms | %d ms |",
        name,
        times,
        callers.count(),
        callers.count(Code.OK),
        callers.count(Code.UNAVAILABLE),
        callers.count(Code.DEADLINE_EXCEEDED),
        callers.count(Code.RESOURCE_EXHAUSTED),
        callers.longest().toMillis(),
        first.toMillis(),
        last.toMillis());
  }

  private static void print(Footprint before, Footprint after) {
    System.out.printf(
        Locale.ROOT,
        " %d to %d | %d to %d | %.1f to %.1f MiB |%n",
        before.connections(),
        after.connections(),
        before.threads(),
        after.threads(),
        before.liveBytes() / 1048576.0,
        after.liveBytes() / 1048576.0);
  }
}

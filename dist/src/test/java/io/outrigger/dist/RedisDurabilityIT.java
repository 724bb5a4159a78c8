package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.outrigger.testkit.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds while a Redis that forces every write to the disk, and the sidecars on it, are killed
 * again and again: few times, or many by {@code ./outrigger soak redis}, where the properties
 * {@code outrigger.redis.kills} and {@code outrigger.redis.ids} say how many.
 */
@Tag("soak-redis")
final class RedisDurabilityIT {

  private static final boolean SOAK = Boolean.getBoolean("outrigger.soak");
  private static final int KILLS = Integer.getInteger("outrigger.redis.kills", SOAK ? 100 : 5);
  private static final long IDS =
      Long.getLong("outrigger.redis.ids", SOAK ? 10_000_000L : 100_000L);
  private static final int CALLERS = 24;
  private static final int LEASE_SECONDS = 2;

  @TempDir private Path directory;
  private final List<CalledSidecar> sidecars = new ArrayList<>();
  private RedisServer redis;

  @BeforeEach
  void start() {
    redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
  }

  @AfterEach
  void stop() {
    sidecars.forEach(CalledSidecar::close);
    redis.close();
  }

  @Test
  void no_acknowledged_write_is_lost_over_kills_of_redis() throws Exception {
    var sidecar = sidecars(1).getFirst();
    var acknowledged = new AtomicLongArray(CALLERS);
    try (var callers =
        Callers.start(CALLERS, (caller, turn) -> write(sidecar, caller, turn + 1, acknowledged))) {
      for (int i = 0; i < KILLS; i++) {
        callers.go(Duration.ofMillis(300));
        killRedis();
      }
      callers.go(Duration.ofSeconds(1));
      callers.end();
      System.out.printf(
          Locale.ROOT,
          "%d kills of Redis: %d writes acknowledged, %s%n",
          KILLS,
          callers.count(Code.OK),
          callers.codes());
      assertThat(callers.count(Code.OK)).isGreaterThan(10L * CALLERS);
    }
    for (int caller = 0; caller < CALLERS; caller++) {
      assertThat(acknowledged.get(caller)).isPositive();
      assertThat(stored(sidecar, caller)).isGreaterThanOrEqualTo(acknowledged.get(caller));
    }
  }

  private static void write(
      CalledSidecar sidecar, int caller, long number, AtomicLongArray acknowledged)
      throws Exception {
    var value = ByteString.copyFromUtf8(Long.toString(number));
    var _ = Callers.get(sidecar.stub(caller).saveState(RedisCalls.save("write-" + caller, value)));
    acknowledged.set(caller, number);
  }

  private static long stored(CalledSidecar sidecar, int caller) throws Exception {
    var read = sidecar.stub(caller).getState(RedisCalls.get("write-" + caller));
    return Long.parseLong(Callers.get(read).getData().toStringUtf8());
  }

  @Test
  void no_id_is_given_out_twice_by_three_sidecars_over_kills_of_all() throws Exception {
    var three = sidecars(3);
    var ids = new IdCheck(64);
    try (var callers =
        Callers.start(64, (caller, turn) -> ids.take(three.get(caller % 3), caller, turn))) {
      int kills = 0;
      while (ids.count() < IDS || kills < 4) {
        callers.go(Duration.ofMillis(SOAK ? 4000 : 300));
        killOneOfFour(kills++);
      }
      callers.go(Duration.ofSeconds(1));
      callers.end();
      long twice = ids.twice();
      System.out.printf(
          Locale.ROOT,
          "three sidecars, %d kills of them and of Redis: %d ids (%d strong), %d twice, %d strong"
              + " ones not higher than all before; %s%n",
          kills,
          ids.count(),
          ids.strong(),
          twice,
          ids.notHigher(),
          callers.codes());
      assertThat(twice).isZero();
    }
    assertThat(ids.notHigher()).isZero();
    assertThat(ids.strong()).isPositive();
  }

  @Test
  void locks_never_overlap_over_kills_and_a_stale_owner_has_the_lower_token() throws Exception {
    var three = sidecars(3);
    var locks = new LockCheck(Duration.ofSeconds(LEASE_SECONDS));
    int kills = KILLS * 2 / 5;
    try (var callers =
        Callers.start(CALLERS, (caller, turn) -> locks.hold(three.get(caller % 3), caller, turn))) {
      for (int i = 0; i < kills; i++) {
        callers.go(Duration.ofMillis(SOAK ? 1500 : 500));
        killOneOfFour(i + 2);
      }
      callers.go(Duration.ofSeconds(3));
      callers.end();
      System.out.printf(
          Locale.ROOT,
          "three sidecars, %d kills of them and of Redis: locks held %d times, %d left to expire,"
              + " %d overlaps, %d tokens not higher; %s%n",
          kills,
          locks.held(),
          locks.expired(),
          locks.overlaps(),
          locks.notHigher(),
          callers.codes());
    }
    assertThat(locks.overlaps()).isZero();
    assertThat(locks.notHigher()).isZero();
    assertThat(locks.held()).isGreaterThan(20);
    assertThat(locks.expired()).isPositive();
  }

  /** Sidecar after sidecar, then Redis, and again. */
  private void killOneOfFour(int turn) throws Exception {
    if (turn % 4 == 3) {
      killRedis();
    } else {
      sidecars.get(turn % 4).killAndRestart();
    }
  }

  private void killRedis() {
    redis.kill();
    redis.startAgain();
  }

  private List<CalledSidecar> sidecars(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      var own = Files.createDirectory(directory.resolve(Integer.toString(i)));
      var config = Standalone.config("redis.json", own);
      sidecars.add(CalledSidecar.start(own, config, "REDIS_HOST=" + redis.host()));
    }
    return List.copyOf(sidecars);
  }
}

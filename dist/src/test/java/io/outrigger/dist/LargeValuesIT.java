package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status.Code;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of 1 MiB in Redis at full speed: for 10 s, or 60 s by {@code ./outrigger soak redis}. */
@Tag("soak-redis")
final class LargeValuesIT {

  private static final int SECONDS = Boolean.getBoolean("outrigger.soak") ? 60 : 10;
  private static final int WARM_UP_SECONDS = 4;
  private static final int CALLERS = 16;
  private static final int BYTES = 1 << 20;
  private static final long MOST_GROWTH_BYTES = 64L << 20;

  @TempDir private Path directory;

  @Test
  void values_of_1_mib_at_full_speed_leave_memory_flat() throws Exception {
    try (var redis = RedisServer.start();
        var sidecar =
            CalledSidecar.start(
                directory,
                Standalone.config("redis.json", directory),
                "REDIS_HOST=" + redis.host());
        var callers =
            Callers.start(CALLERS, (caller, turn) -> writeAndRead(sidecar, caller, turn))) {
      callers.go(Duration.ofSeconds(WARM_UP_SECONDS));
      long before = sidecar.process().residentBytes();
      long callsBefore = callers.count();
      long most = before;
      for (int i = 0; i < SECONDS; i++) {
        callers.go(Duration.ofSeconds(1));
        most = Math.max(most, sidecar.process().residentBytes());
      }
      long calls = callers.count() - callsBefore;
      callers.end();
      System.out.printf(
          Locale.ROOT,
          "1 MiB values for %d s: %d calls/s, half of them writes; resident %d MiB before, %d MiB"
              + " at most; longest call %d ms, %s%n",
          SECONDS,
          calls / SECONDS,
          before >> 20,
          most >> 20,
          callers.longest().toMillis(),
          callers.codes());
      assertThat(callers.codes()).containsOnlyKeys(Code.OK);
      assertThat(most - before).isLessThan(MOST_GROWTH_BYTES);
    }
  }

  /** A caller has a key of its own, in which it finds what it has written. */
  private static void writeAndRead(CalledSidecar sidecar, int caller, long turn) throws Exception {
    var key = "large-" + caller;
    var value = UnsafeByteOperations.unsafeWrap(content(caller, turn / 2));
    if (turn % 2 == 0) {
      var _ = Callers.get(sidecar.stub(caller).saveState(RedisCalls.save(key, value)));
      return;
    }
    var read = Callers.get(sidecar.stub(caller).getState(RedisCalls.get(key))).getData();
    if (!read.equals(value)) {
      throw new IllegalStateException(key + " holds something else");
    }
  }

  private static byte[] content(int caller, long version) {
    var content = new byte[BYTES];
    new Random(caller + version * CALLERS).nextBytes(content);
    return content;
  }
}

package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.client.Lock;
import io.outrigger.client.LockOptions;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import io.outrigger.testing.OutriggerSidecar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lock in Redis whose holders renew it while the sidecar is killed and started again: for 20 s,
 * or for ten minutes with {@code -Doutrigger.soak=true}.
 */
@Tag("soak-sdk")
final class LockSoakIT {

  private static final Duration LENGTH =
      Boolean.getBoolean("outrigger.soak") ? Duration.ofMinutes(10) : Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final int HOLDERS = 3;

  /** How much later than it happens a loss may be told. */
  private static final Duration LATE = Duration.ofMillis(500);

  private final CountDownLatch over = new CountDownLatch(1);

  /** Counted down when the last holder has gone, which is later than {@link #over}. */
  private final CountDownLatch abandoned = new CountDownLatch(1);

  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final Queue<Held> held = new ConcurrentLinkedQueue<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicLong highestToken = new AtomicLong();

  /**
   * A lock that somebody may have.
   *
   * @param seen when it was last seen to be held
   */
  private record Held(Lock lock, AtomicLong seen) {}

  @Test
  void there_are_never_two_holders_and_every_loss_is_told_at_once(@TempDir Path directory)
      throws Exception {
    try (var redis = RedisServer.start(directory)) {
      var port = FreePort.take();
      var watch = thread("watch", this::watch);
      var threads = new ArrayList<Thread>();
      threads.add(thread("restarts", () -> restart(port, redis.port())));
      for (var i = 0; i < HOLDERS; i++) {
        var seed = i;
        threads.add(thread("holder-" + i, () -> hold(port, new Random(seed))));
      }
      var unused = over.await(LENGTH.toSeconds(), TimeUnit.SECONDS);
      over.countDown();
      for (var thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(60));
      }
      abandoned.countDown();
      watch.join();
    }
    System.out.printf(
        "lock soak: %d s, %d locks taken, %d lost%n", LENGTH.toSeconds(), taken.get(), lost.get());
    assertThat(problems).isEmpty();
    assertThat(taken).hasValueGreaterThan(1);
    assertThat(lost).hasPositiveValue();
  }

  private Thread thread(String name, Task task) {
    var thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Exception e) {
                problems.add(name + ": " + e);
                over.countDown();
              }
            },
            name);
    thread.start();
    return thread;
  }

  /**
   * Kills the sidecar every few seconds; every second time it stays away for longer than a lease.
   */
  private void restart(int port, int redis) throws Exception {
    var config =
        """
        {"server": {"listen": ["127.0.0.1:%d"]},
         "components": {"lock": {"redis": {"type": "redis", "redisHost": "127.0.0.1:%d"}}}}
        """
            .formatted(port, redis);
    for (var turn = 0; over.getCount() > 0; turn++) {
      try (var sidecar = OutriggerSidecar.start(config)) {
        var unused = over.await(3, TimeUnit.SECONDS);
        sidecar.kill();
      }
      if (turn % 2 == 0) {
        var unused = over.await(LEASE.toMillis() + 500, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Looks again and again who thinks that the lock is theirs. */
  private void watch() throws InterruptedException {
    while (!abandoned.await(1, TimeUnit.MILLISECONDS)) {
      List<Held> now = held.stream().filter(each -> each.lock().isHeld()).toList();
      now.forEach(each -> each.seen().set(System.nanoTime()));
      // Those that were first asked may have lost it before the last was: ask again.
      if (now.size() > 1 && now.stream().allMatch(each -> each.lock().isHeld())) {
        problems.add("two holders: " + now);
      }
    }
  }

  private void hold(int port, Random random) throws InterruptedException {
    try (var client = OutriggerClient.builder().endpoint("127.0.0.1:" + port).build()) {
      while (over.getCount() > 0) {
        try (var lock =
            client.locks("redis").lock("shared", Duration.ofSeconds(2), new LockOptions(LEASE))) {
          hold(lock, random);
        } catch (OutriggerException e) {
          if (!e.retryable()) {
            throw e;
          }
        }
      }
    }
  }

  private void hold(Lock lock, Random random) throws InterruptedException {
    var mine = new Held(lock, new AtomicLong(System.nanoTime()));
    var gone = new CountDownLatch(1);
    lock.onLost(reason -> {
      lost.incrementAndGet();
      var late = Duration.ofNanos(System.nanoTime() - mine.seen().get());
      if (late.compareTo(LATE) > 0) {
        problems.add("loss told " + late + " after it was last held: " + reason);
      }
      gone.countDown();
    });
    held.add(mine);
    taken.incrementAndGet();
    var token = lock.fencingToken().orElseThrow();
    if (highestToken.getAndUpdate(highest -> Math.max(highest, token)) >= token) {
      problems.add("a fencing token that does not grow: " + token);
    }
    var wasTold = gone.await(3000 + random.nextInt(5000), TimeUnit.MILLISECONDS);
    if (!wasTold && !lock.isHeld() && !gone.await(LATE.toMillis(), TimeUnit.MILLISECONDS)) {
      problems.add("lost, and nobody was told: " + lock);
    }
    held.remove(mine);
  }

  /** What a thread does. */
  private interface Task {

    void run() throws Exception;
  }
}

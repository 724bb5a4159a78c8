package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlinesTest {

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 0, 1, 9, 10, 11, 60})
  void an_action_runs_at_its_time_and_not_before(long millis) throws InterruptedException {
    var ran = new CountDownLatch(1);
    long began = System.nanoTime();
    var _ = deadlines.after(TimeUnit.MILLISECONDS.toNanos(millis), ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(millis * 1_000_000);
  }

  @Test
  void a_cancelled_action_does_not_run() throws InterruptedException {
    var ran = new ConcurrentLinkedQueue<String>();
    var last = new CountDownLatch(1);
    deadlines.after(20_000_000, () -> ran.add("cancelled")).cancel();
    var _ = deadlines.after(40_000_000, last::countDown);

    assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isEmpty();
  }

  @Test
  void an_action_that_was_kept_can_still_be_cancelled() throws InterruptedException {
    var ran = new ConcurrentLinkedQueue<String>();
    var before = new CountDownLatch(1);
    var after = new CountDownLatch(1);
    var kept = deadlines.after(200_000_000, () -> ran.add("cancelled"));
    var _ = deadlines.after(100_000_000, before::countDown);
    assertThat(before.await(10, TimeUnit.SECONDS)).isTrue();
    kept.cancel();
    var _ = deadlines.after(150_000_000, after::countDown);

    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).isEmpty();
  }

  @Test
  void actions_run_in_the_order_of_their_times() {
    var ran = new ConcurrentLinkedQueue<Integer>();
    for (int each : List.of(60, 20, 40, 0)) {
      var _ = deadlines.after(each * 1_000_000L, () -> ran.add(each));
    }

    await().untilAsserted(() -> assertThat(ran).containsExactly(0, 20, 40, 60));
  }

  @Test
  void an_action_that_throws_does_not_keep_the_next_from_running() throws InterruptedException {
    var ran = new CountDownLatch(1);
    var _ =
        deadlines.after(
            0,
            () -> {
              throw new IllegalStateException("a defect");
            });
    var _ = deadlines.after(1_000_000, ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void an_action_may_ask_for_the_next() throws InterruptedException {
    var ran = new CountDownLatch(3);
    again(ran);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void again(CountDownLatch left) {
    left.countDown();
    if (left.getCount() > 0) {
      var _ = deadlines.after(15_000_000, () -> again(left));
    }
  }

  @Test
  void a_pause_in_between_loses_nothing() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      var ran = new CountDownLatch(1);
      var _ = deadlines.after(30_000_000, ran::countDown);

      assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void of_many_threads_every_action_runs_or_is_cancelled() throws InterruptedException {
    int each = 20_000;
    var ran = new AtomicInteger();
    var cancelled = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        threads.execute(() -> {
          var pending = new ArrayList<Deadlines.Pending>();
          for (int i = 0; i < each; i++) {
            long nanos = ThreadLocalRandom.current().nextLong(30_000_000);
            if (i % 2 == 0) {
              var _ = deadlines.after(nanos, ran::incrementAndGet);
            } else {
              pending.add(deadlines.after(60_000_000_000L, cancelled::incrementAndGet));
            }
          }
          pending.forEach(Deadlines.Pending::cancel);
        });
      }
    }

    await().untilAsserted(() -> assertThat(ran).hasValue(4 * each / 2));
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void a_repeated_action_runs_until_it_is_cancelled() throws InterruptedException {
    var ran = new CountDownLatch(3);
    var repeated = deadlines.every(Duration.ofMillis(5), ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    repeated.cancel();
  }
}

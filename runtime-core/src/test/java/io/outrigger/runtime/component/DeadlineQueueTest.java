package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeadlineQueueTest {

  private static final long LATER_NANOS = 3_600_000_000_000L;

  @Test
  void cancelled_actions_are_forgotten_long_before_their_time() {
    try (var queue = new DeadlineQueue()) {
      var pending =
          IntStream.range(0, 50_000).mapToObj(i -> queue.add(LATER_NANOS, () -> {})).toList();
      await().until(() -> queue.size() == 50_000);

      pending.forEach(Deadlines.Pending::cancel);
      var _ = queue.add(LATER_NANOS, () -> {});

      await().untilAsserted(() -> assertThat(queue.size()).isLessThan(2_000));
    }
  }

  @Test
  void what_is_cancelled_at_once_is_never_kept() {
    try (var queue = new DeadlineQueue()) {
      for (int i = 0; i < 50_000; i++) {
        queue.add(LATER_NANOS, () -> {}).cancel();
      }
      var _ = queue.add(LATER_NANOS, () -> {});

      await().untilAsserted(() -> assertThat(queue.size()).isBetween(1, 100));
    }
  }

  @Test
  void what_is_kept_holds_nothing_that_was_cancelled() {
    try (var queue = new DeadlineQueue()) {
      var cancelled = new ArrayList<WeakReference<Deadlines.Pending>>();
      for (int i = 0; i < 1000; i++) {
        cancelled.add(new WeakReference<>(cancelled(queue)));
        var _ = queue.add(LATER_NANOS, () -> {});
      }
      await().until(() -> queue.size() >= 1000);

      await()
          .untilAsserted(() -> {
            System.gc();
            // Those that were taken over before they were cancelled are held as long as they are
            // few.
            assertThat(cancelled).filteredOn(each -> !each.refersTo(null)).hasSizeLessThan(100);
          });
    }
  }

  private static Deadlines.Pending cancelled(DeadlineQueue queue) {
    var pending = queue.add(LATER_NANOS, () -> {});
    pending.cancel();
    return pending;
  }

  @Test
  void its_thread_ends_when_it_is_closed() {
    var queue = new DeadlineQueue();
    var _ = queue.add(LATER_NANOS, () -> {});
    await().until(() -> queue.size() == 1);
    queue.close();

    await().until(() -> !queue.isRunning());
  }
}

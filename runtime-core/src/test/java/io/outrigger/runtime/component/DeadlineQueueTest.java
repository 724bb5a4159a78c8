package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
  void its_thread_ends_when_it_is_closed() {
    var queue = new DeadlineQueue();
    var _ = queue.add(LATER_NANOS, () -> {});
    await().until(() -> queue.size() == 1);
    queue.close();

    await().until(() -> !queue.isRunning());
  }
}

package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LagProbeTest {

  private final EventLoops loops = new EventLoops(2);
  private final List<Long> lags = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void a_loop_is_looked_at_again_and_again() {
    loops.watchLag(1, Duration.ofMillis(1), lags::add);

    await().until(() -> lags.size() > 5);
    assertThat(lags).allMatch(nanos -> nanos >= 0);
  }

  @Test
  void a_loop_that_does_something_else_is_late() {
    loops.watchLag(0, Duration.ofMillis(1), lags::add);
    await().until(() -> !lags.isEmpty());

    loops.group().forEach(loop -> loop.execute(() -> LockSupport.parkNanos(200_000_000)));

    await().until(() -> lags.stream().anyMatch(n -> n > TimeUnit.MILLISECONDS.toNanos(100)));
  }

  @Test
  void what_waits_for_a_loop_is_counted() {
    loops.group().forEach(loop -> loop.execute(() -> LockSupport.parkNanos(500_000_000)));
    loops.loops().getFirst().execute(() -> {});

    await().until(() -> loops.pendingTasks(0) > 0);
    await().until(() -> loops.pendingTasks(0) == 0);
    assertThat(loops.count()).isEqualTo(2);
  }
}

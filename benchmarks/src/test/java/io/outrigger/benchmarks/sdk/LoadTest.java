package io.outrigger.benchmarks.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LoadTest {

  private static final long PAST = Long.MIN_VALUE / 2;

  @Test
  void so_many_calls_are_in_flight() throws InterruptedException {
    Queue<Consumer<@Nullable Throwable>> flying = new ArrayDeque<>();
    var three =
        new InFlight(
            3,
            ended -> {
              flying.add(ended);
              if (flying.size() == 3) {
                flying.forEach(each -> each.accept(null));
              }
            });

    assertThat(three.until(System.nanoTime() + PAST)).isEqualTo(3);
  }

  @Test
  void a_call_that_fails_is_no_call() {
    var failing = new InFlight(1, ended -> ended.accept(new IllegalStateException("down")));

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> failing.until(System.nanoTime()))
        .withMessageContaining("down");
    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> new Reading(5, () -> 4).until(System.nanoTime() + 1_000_000_000L))
        .withMessage("4 bytes came (expected: 5)");
  }

  @Test
  void what_is_done_is_counted_for_each_second_with_what_it_allocated() throws Exception {
    var calls = new AtomicInteger();
    var load =
        Load.of(
            new Waiting(
                2,
                () -> {
                  calls.incrementAndGet();
                  var _ = new CompletableFuture<byte[]>().complete(new byte[100_000]);
                }),
            1);

    assertThat(load.perSecond()).isPositive().isLessThanOrEqualTo(calls.get());
    assertThat(load.allocatedBytes()).isBetween(50_000.0, 400_000.0);
  }
}

package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateTest {

  private final AtomicLong now = new AtomicLong();

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE})
  void a_second_has_its_calls_at_once_and_then_one_after_the_other(long beginning) {
    now.set(beginning);
    var rate = new Rate("r", 5, now::get);

    assertThat(takes(rate, 20)).isEqualTo(5);
    pass(199);
    assertThat(rate.take()).isFalse();
    pass(1);
    assertThat(takes(rate, 20)).isEqualTo(1);
    pass(400);
    assertThat(takes(rate, 20)).isEqualTo(2);
  }

  @Test
  void time_without_calls_is_not_saved_beyond_a_second() {
    var rate = new Rate("r", 100, now::get);
    pass(3_600_000);

    assertThat(takes(rate, 1000)).isEqualTo(100);
  }

  @Test
  void less_than_one_call_in_a_second_is_one_now_and_then() {
    var rate = new Rate("r", 0.5, now::get);

    assertThat(takes(rate, 5)).isEqualTo(1);
    pass(1999);
    assertThat(rate.take()).isFalse();
    pass(1);
    assertThat(takes(rate, 5)).isEqualTo(1);
  }

  @Test
  void over_a_minute_as_many_begin_as_the_rate_says_and_a_second_more() {
    var rate = new Rate("r", 50, now::get);
    int begun = 0;
    for (int milli = 0; milli < 60_000; milli++) {
      begun += takes(rate, 2);
      pass(1);
    }

    assertThat(begun).isBetween(3000, 3050);
  }

  @Test
  void what_is_undone_has_not_begun() {
    var rate = new Rate("r", 5, now::get);
    assertThat(takes(rate, 3)).isEqualTo(3);

    rate.undo();
    rate.undo();

    assertThat(takes(rate, 20)).isEqualTo(4);
  }

  private static int takes(Rate rate, int attempts) {
    return (int) IntStream.range(0, attempts).filter(i -> rate.take()).count();
  }

  private void pass(long millis) {
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}

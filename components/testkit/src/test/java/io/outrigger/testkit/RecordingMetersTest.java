package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecordingMetersTest {

  private final RecordingMeters meters = new RecordingMeters();

  @Test
  void a_counter_that_nobody_used_is_zero() {
    meters.counter("hits", "Hits.");

    assertThat(meters.count("hits")).isZero();
  }

  @Test
  void two_counters_of_one_name_are_one() {
    meters.counter("hits", "Hits.").add(1);
    meters.counter("hits", "Hits.").add(2);

    assertThat(meters.count("hits")).isEqualTo(3);
  }

  @Test
  void a_counter_refuses_to_shrink() {
    var counter = meters.counter("hits", "Hits.");

    assertThatThrownBy(() -> counter.add(-1)).hasMessage("counter \"hits\": -1 (expected: >= 0)");
  }

  @Test
  void a_timer_keeps_each_duration() {
    var timer = meters.timer("wait", "Waiting.");
    timer.record(Duration.ofMillis(2));
    timer.record(Duration.ofMillis(1));

    assertThat(meters.durations("wait"))
        .containsExactly(Duration.ofMillis(2), Duration.ofMillis(1));
  }

  @Test
  void a_gauge_is_read_when_somebody_looks() {
    var level = new double[] {1};
    meters.gauge("level", "Level.", () -> level[0]);
    level[0] = 2;

    assertThat(meters.level("level")).isEqualTo(2);
  }

  @Test
  void a_meter_that_was_never_registered_is_refused() {
    meters.counter("hits", "Hits.");

    assertThatThrownBy(() -> meters.count("misses"))
        .hasMessage("meter \"misses\" (expected: one of [hits])");
  }
}

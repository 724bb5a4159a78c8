package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {

  @Test
  void it_tells_the_time_of_day_and_never_goes_back() {
    var clock = new SteadyClock();
    assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));

    var before = clock.instant();
    for (int i = 0; i < 100_000; i++) {
      var now = clock.instant();
      assertThat(now.isBefore(before)).isFalse();
      before = now;
    }
  }
}

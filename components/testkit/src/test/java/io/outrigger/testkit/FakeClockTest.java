package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FakeClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final FakeClock clock = new FakeClock(START);

  @Test
  void it_stands_still() {
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void it_moves_when_told_to() {
    clock.advance(Duration.ofSeconds(90));

    assertThat(clock.instant()).isEqualTo("2026-01-01T00:01:30Z");
  }

  @Test
  void it_can_be_set_back() {
    clock.advance(Duration.ofSeconds(-1));

    assertThat(clock.instant()).isEqualTo("2025-12-31T23:59:59Z");
  }
}

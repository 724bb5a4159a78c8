package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Answers of a server whose clock is an hour ahead, after round trips of several lengths. */
final class ServerClockTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ServerClock clock = new ServerClock(() -> NOW);

  @Test
  void an_answer_is_taken_to_be_of_the_middle_of_its_round_trip() {
    answer(Duration.ofMillis(5), Duration.ofMillis(5));

    assertThat(clock.instant()).isEqualTo(NOW.plus(AHEAD));
  }

  @Test
  void a_slow_answer_does_not_displace_a_quick_one() {
    answer(Duration.ofMillis(1), Duration.ofMillis(1));
    answer(Duration.ofMillis(1900), Duration.ofMillis(1));

    assertThat(clock.instant()).isEqualTo(NOW.plus(AHEAD));
  }

  @Test
  void a_quick_answer_displaces_a_slow_one() {
    answer(Duration.ofMillis(1900), Duration.ofMillis(1));
    answer(Duration.ofMillis(1), Duration.ofMillis(1));

    assertThat(clock.instant()).isEqualTo(NOW.plus(AHEAD));
  }

  @Test
  void a_slow_answer_of_another_clock_is_believed() {
    answer(Duration.ofMillis(1), Duration.ofMillis(1));
    clock.learn(NOW, NOW.minusSeconds(60).plusMillis(100), NOW.plusMillis(200));

    assertThat(clock.instant()).isEqualTo(NOW.minusSeconds(60));
  }

  /** The server looks at its clock between a way to it and a way back. */
  private void answer(Duration there, Duration back) {
    clock.learn(NOW, NOW.plus(there).plus(AHEAD), NOW.plus(there).plus(back));
  }
}

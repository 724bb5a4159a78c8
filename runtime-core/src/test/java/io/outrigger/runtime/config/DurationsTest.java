package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ns", "1us", "500ms", "5s", "1m30s", "2h", "25h1m1s1ms1us1ns"})
  void what_is_parsed_is_formatted_the_same(String text) {
    assertThat(Durations.parse(text).map(Durations::format)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5S", "1.5s", "-1s", "1s ", "1 s", "1d", "1s1"})
  void other_forms_are_none(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999999h", "9999999999999999999s", "8760h1ns", "9999999h"})
  void what_is_too_long_is_none(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void the_longest_fits_into_nanoseconds() {
    assertThat(Durations.parse("8760h").map(Duration::toNanos))
        .contains(365 * 24 * 3_600_000_000_000L);
    assertThat(Durations.parse("8760", ChronoUnit.HOURS)).contains(Duration.ofDays(365));
    assertThat(Durations.parse("8761", ChronoUnit.HOURS)).isEmpty();
  }

  @Test
  void a_very_long_text_does_not_exhaust_the_stack() {
    assertThat(Durations.parse("1s".repeat(100_000))).contains(Duration.ofSeconds(100_000));
  }

  @Test
  void a_negative_duration_is_formatted_with_a_minus() {
    assertThat(Durations.format(Duration.ofMillis(-1500))).isEqualTo("-1s500ms");
  }
}

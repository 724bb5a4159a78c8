package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.LogSettings.Level;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogLevelsTest {

  private static final String PACKAGE = "io.outrigger.of.this.test";

  @AfterEach
  void reset() {
    LogLevels.set(PACKAGE, Level.INFO);
    LogLevels.set("io.netty", Level.WARN);
  }

  @Test
  void a_level_holds_for_what_is_below() {
    LogLevels.set(PACKAGE, Level.DEBUG);

    assertThat(LogLevels.of(PACKAGE + ".Class")).isEqualTo("debug");
    assertThat(LogLevels.own()).containsEntry(PACKAGE, "debug");
    assertThat(LogLevels.find(PACKAGE.toUpperCase(Locale.ROOT))).contains(PACKAGE);
  }

  @Test
  void what_nobody_logs_is_not_found() {
    assertThat(LogLevels.find("io.outrigger.nowhere")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "com.qcloud, ERROR",
    "com.qcloud.cos, WARN",
    "software.amazon, DEBUG",
    "org.apache.http.wire, TRACE",
    "io.netty, DEBUG"
  })
  void a_library_cannot_be_made_to_log_what_it_sends(String logger, Level level) {
    assertThatThrownBy(() -> LogLevels.set(logger, level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secrets");
  }

  @Test
  void a_library_may_say_more_than_it_does() {
    LogLevels.set("io.netty", Level.INFO);

    assertThat(LogLevels.of("io.netty")).isEqualTo("info");
  }
}

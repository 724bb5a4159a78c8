package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.LogSettings.Format;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogFormatTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO, '', true, TEXT",
    "AUTO, '', false, JSON",
    "AUTO, auto, false, JSON",
    "AUTO, Text, false, TEXT",
    "AUTO, json, true, JSON",
    "TEXT, json, false, TEXT",
    "JSON, text, true, JSON",
    "JSON, xml, true, JSON"
  })
  void the_config_says_it_then_the_variable_then_the_place(
      Format chosen, String variable, boolean isTerminal, Format format) {
    assertThat(LogFormat.of(chosen, variable, isTerminal)).isEqualTo(format);
  }

  @Test
  void a_variable_that_names_no_format_is_refused() {
    assertThatThrownBy(() -> LogFormat.of(Format.AUTO, "xml", false))
        .hasMessage("OUTRIGGER_LOG_FORMAT: \"xml\" (expected: text, json or auto)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/0", "/dev/tty1", "/dev/console"})
  void a_person_sits_at(String device) {
    assertThat(LogTarget.isTerminal(Path.of(device))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe:[4711]", "/dev/null", "/var/log/tty", "socket:[1]"})
  void nobody_sits_at(String device) {
    assertThat(LogTarget.isTerminal(Path.of(device))).isFalse();
  }

  @Test
  void a_file_is_no_terminal() {
    assertThat(LogTarget.isTerminal("/dev/pts/0")).isFalse();
  }
}

package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code traceparent} is read and written as W3C Trace Context says. */
final class TraceParentTest {

  private static final String GOLDEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void a_header_is_read_and_written() {
    var parent = Objects.requireNonNull(TraceParent.of(GOLDEN));

    assertThat(parent)
        .isEqualTo(
            new TraceParent(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0x00f067aa0ba902b7L, 1))
        .hasToString(GOLDEN);
    assertThat(parent.isSampled()).isTrue();
    assertThat(parent.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like"
      })
  void later_versions_are_read_as_far_as_they_are_known(String text) {
    var parent = Objects.requireNonNull(TraceParent.of(text));

    assertThat(parent.isSampled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.what",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6-3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0--4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void what_is_not_right_is_no_header(String text) {
    assertThat(TraceParent.of(text)).isNull();
  }

  @Test
  void no_header_is_none() {
    assertThat(TraceParent.of(null)).isNull();
  }
}

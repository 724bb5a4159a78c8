package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("x"), ErrorCode.UNAVAILABLE),
        Arguments.of(new UncheckedIOException(new IOException("x")), ErrorCode.UNAVAILABLE),
        Arguments.of(new TimeoutException("x"), ErrorCode.TIMEOUT),
        Arguments.of(new InterruptedException("x"), ErrorCode.CANCELLED),
        Arguments.of(new CancellationException("x"), ErrorCode.CANCELLED),
        Arguments.of(new IllegalArgumentException("x"), ErrorCode.INVALID_ARGUMENT),
        Arguments.of(new UnsupportedOperationException("x"), ErrorCode.UNSUPPORTED),
        Arguments.of(new IllegalStateException("x"), ErrorCode.INTERNAL),
        Arguments.of(new StackOverflowError(), ErrorCode.INTERNAL));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void every_failure_has_its_code(Throwable failure, ErrorCode code) {
    assertThat(Failures.translate(failure).code()).isEqualTo(code);
  }

  @Test
  void an_exact_failure_passes_untouched_through_any_wrapper() {
    var exact = new ComponentException(ErrorCode.ETAG_MISMATCH, "mine");
    var wrapped = new CompletionException(new ExecutionException(exact));

    assertThat(Failures.translate(wrapped)).isSameAs(exact);
  }

  @Test
  void a_failure_without_message_is_named_by_its_type() {
    assertThat(Failures.translate(new IllegalStateException())).hasMessage("IllegalStateException");
  }

  @Test
  void the_cause_is_kept() {
    var cause = new IOException("connection refused");

    assertThat(Failures.translate(cause)).hasCause(cause).hasMessage("connection refused");
  }
}

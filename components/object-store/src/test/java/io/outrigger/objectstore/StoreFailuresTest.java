package io.outrigger.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.objectstore.StoreFailures.Answer;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "400, , INVALID_ARGUMENT",
    "401, , PERMISSION_DENIED",
    "403, AccessDenied, PERMISSION_DENIED",
    "403, RequestTimeTooSkewed, PERMISSION_DENIED",
    "404, NoSuchKey, NOT_FOUND",
    "408, , TIMEOUT",
    "409, , ABORTED",
    "412, PreconditionFailed, ALREADY_EXISTS",
    "429, , RESOURCE_EXHAUSTED",
    "500, InternalError, UNAVAILABLE",
    "503, ServiceUnavailable, UNAVAILABLE",
    "503, SlowDown, RESOURCE_EXHAUSTED",
    "507, , RESOURCE_EXHAUSTED",
    "403, QuotaExceeded, RESOURCE_EXHAUSTED",
    "301, PermanentRedirect, INTERNAL"
  })
  void an_answer_has_a_code(int status, String reason, ErrorCode code) {
    assertThat(new Answer(status, reason == null ? "" : reason, "").code()).isEqualTo(code);
  }

  @Test
  void the_message_says_what_the_store_said() {
    var failure = StoreFailures.of("file \"f\"", new Answer(403, "AccessDenied", "no"), null);

    assertThat(failure).hasMessage("file \"f\": the store answers 403 AccessDenied: no");
  }

  @Test
  void a_wrong_clock_is_named() {
    var answer = new Answer(403, "RequestTimeTooSkewed", "too far");

    assertThat(StoreFailures.of("file \"f\"", answer, null))
        .hasMessageContaining("(expected: the clock of this host to agree with the store's)");
  }

  @Test
  void a_store_that_is_not_there_is_unavailable() {
    var failure = StoreFailures.of("bucket \"b\"", new IOException("Connection refused"));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessage("bucket \"b\": no answer of the store: Connection refused");
  }

  @Test
  void silence_is_a_timeout() {
    assertThat(StoreFailures.of("b", new SocketTimeoutException("Read timed out")).code())
        .isEqualTo(ErrorCode.TIMEOUT);
  }

  @Test
  void an_interrupted_wait_is_cancelled() {
    assertThat(StoreFailures.of("b", new InterruptedIOException()).code())
        .isEqualTo(ErrorCode.CANCELLED);
  }

  @Test
  void so_is_any_failure_of_an_interrupted_thread() {
    Thread.currentThread().interrupt();
    try {
      assertThat(StoreFailures.of("b", new IOException("closed")).code())
          .isEqualTo(ErrorCode.CANCELLED);
    } finally {
      var _ = Thread.interrupted();
    }
  }
}

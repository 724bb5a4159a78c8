package io.outrigger.tencentcos;

import static io.outrigger.tencentcos.CosFiles.bytes;
import static io.outrigger.tencentcos.CosFiles.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.http.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a start and a health check tell. */
final class CosStartTest {

  /** A signature of the SDK is valid for an hour. */
  private static final Duration BEYOND_SIGNATURES = Duration.ofMinutes(61);

  private final LocalCos cos = LocalCos.start();

  @AfterEach
  void close() {
    cos.close();
  }

  private static ComponentException startFailure(TestSettings settings) {
    try (var files = CosFiles.of(settings)) {
      return Outcome.failureOf(files.store()::start);
    }
  }

  @Test
  void a_wrong_secret_key_is_told() {
    var failure = startFailure(TestSettings.of(cos).secret("another"));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure)
        .hasMessageContaining("403 SignatureDoesNotMatch")
        .hasMessageContaining("(expected: accessKeySecret that belongs to accessKeyID)")
        .hasMessageNotContaining("another");
  }

  @Test
  void an_unknown_key_is_told() {
    var failure = startFailure(TestSettings.of(cos).id("AKIDother"));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure).hasMessageContaining("(expected: accessKeyID of a key that is enabled)");
  }

  @Test
  void a_bucket_that_is_not_there_is_told() {
    var failure = startFailure(TestSettings.of(cos).bucket("other-1250000000", LocalCos.REGION));

    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure)
        .hasMessageContaining("404 NoSuchBucket")
        .hasMessageContaining("(expected: endpoint with a bucket that exists in its region)");
  }

  @Test
  void a_clock_that_is_wrong_is_told() {
    cos.setAhead(BEYOND_SIGNATURES);
    var failure = startFailure(TestSettings.of(cos));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure)
        .hasMessageContaining("403 RequestTimeTooSkewed")
        .hasMessageContaining("clock");
  }

  @Test
  void a_store_starts_once_cos_is_there() {
    cos.faults().next(1, Fault.answer(403, ""));
    try (var files = CosFiles.of(TestSettings.of(cos))) {
      assertThat(Outcome.of(files.store()::start).succeeded()).isFalse();

      files.started().put("a", bytes(1));
      assertThat(cos.objects()).isEqualTo(1);
    }
  }

  @Test
  void health_tells_what_an_operation_would() {
    try (var files = CosFiles.of(TestSettings.of(cos)).started()) {
      assertThat(Outcome.valueOf(files.store()::health).isUp()).isTrue();
      cos.setAhead(BEYOND_SIGNATURES);
      assertThat(Outcome.codeOf(files.store()::health)).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }

  @Test
  void a_health_check_is_one_request() {
    try (var files = CosFiles.of(TestSettings.of(cos)).started()) {
      var count = cos.faults().count(_ -> true);
      Outcome.valueOf(files.store()::health);

      assertThat(count.getAsLong()).isEqualTo(1);
    }
  }

  @Test
  void a_domain_of_ones_own_leads_to_the_bucket() {
    try (var files = CosFiles.of(TestSettings.of(cos.url())).started()) {
      files.put("a b/文", bytes(10));

      assertThat(files.get("a b/文")).isEqualTo(bytes(10));
      assertThat(files.list("a").files()).hasSize(1);
    }
  }

  @Test
  void a_temporary_key_has_a_token() {
    cos.setToken("token-of-the-test");
    try (var files = CosFiles.of(TestSettings.of(cos).token("token-of-the-test")).started()) {
      files.put("a", bytes(1));
    }
    assertThat(cos.objects()).isEqualTo(1);
  }

  @Test
  void no_message_shows_a_token() {
    cos.setToken("token-of-the-test");
    try (var files = CosFiles.of(TestSettings.of(cos).token("token-of-the-test")).started()) {
      cos.faults().next(1000, Fault.answer(500, "<html>"));
      for (var failure = (Throwable) failureOf(() -> files.put("a", bytes(1)));
          failure != null;
          failure = failure.getCause()) {
        assertThat(failure.toString()).doesNotContain("token-of-the-test", LocalCos.SECRET);
      }
    }
  }
}

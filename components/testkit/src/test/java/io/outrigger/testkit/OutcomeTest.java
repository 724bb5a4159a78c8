package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

  private final ComponentException mismatch =
      new ComponentException(ErrorCode.ETAG_MISMATCH, "etag");

  @Test
  void a_value_is_answered() {
    assertThat(Outcome.valueOf(() -> CompletableFuture.completedFuture(1))).isEqualTo(1);
  }

  @Test
  void the_code_of_a_failed_stage_is_answered() {
    assertThat(Outcome.codeOf(() -> CompletableFuture.failedFuture(mismatch)))
        .isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void the_code_of_a_failed_stage_that_others_depend_on_is_answered() {
    assertThat(
            Outcome.codeOf(
                () -> CompletableFuture.failedFuture(mismatch).thenApply(Object::toString)))
        .isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void the_code_of_a_method_that_throws_is_answered() {
    assertThat(Outcome.codeOf(this::refuse)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_success_has_no_code() {
    assertThatThrownBy(() -> Outcome.codeOf(() -> CompletableFuture.completedFuture(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the operation succeeded (expected: a ComponentException)");
  }

  @Test
  void a_failure_of_another_kind_has_no_code() {
    var failed = CompletableFuture.failedFuture(new IOException("reset"));

    assertThatThrownBy(() -> Outcome.codeOf(() -> failed))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("reset");
  }

  @Test
  void a_failure_has_no_value() {
    assertThatThrownBy(() -> Outcome.valueOf(() -> CompletableFuture.failedFuture(mismatch)))
        .isInstanceOf(AssertionError.class)
        .hasCause(mismatch);
  }

  private CompletionStage<Void> refuse() {
    throw mismatch;
  }

  @Test
  void any_failure_has_the_code_that_the_runtime_gives_it() {
    assertThat(
            Outcome.translatedCodeOf(() -> {
              throw new IOException("gone");
            }))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(
            Outcome.translatedCodeOf(
                () -> CompletableFuture.failedFuture(new IllegalArgumentException("bad"))))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}

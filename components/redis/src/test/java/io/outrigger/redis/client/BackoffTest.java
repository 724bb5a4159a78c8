package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private final ComponentException cause = new ComponentException(ErrorCode.UNAVAILABLE, "down");

  private final Backoff backoff = new Backoff(Duration.ofMillis(300));

  @Test
  void everybody_may_try_while_all_is_well() {
    assertThat(backoff.refusal()).isNull();
    assertThat(backoff.refusal()).isNull();
  }

  @Test
  void nobody_may_try_right_after_a_failure() {
    backoff.failed(cause);

    assertThat(backoff.refusal()).isSameAs(cause);
  }

  @Test
  void one_may_try_after_the_pause() {
    for (int i = 0; i < 5; i++) {
      backoff.failed(cause);
    }
    await().pollDelay(Duration.ofMillis(320)).until(() -> true);
    var allowed = Parallel.run(8, thread -> () -> backoff.refusal() == null);

    assertThat(allowed).containsOnlyOnce(true);
  }

  @Test
  void everybody_may_try_after_a_success() {
    backoff.failed(cause);
    backoff.succeeded();

    assertThat(backoff.refusal()).isNull();
  }

  @Test
  void a_trouble_begins_and_ends_once() {
    assertThat(backoff.failed(cause)).isTrue();
    assertThat(backoff.failed(cause)).isFalse();
    assertThat(backoff.succeeded()).isTrue();
    assertThat(backoff.succeeded()).isFalse();
  }
}

package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TestCallTest {

  private final TestCall call = new TestCall(Duration.ofMinutes(1));
  private final AtomicInteger actions = new AtomicInteger();

  @Test
  void it_is_not_cancelled_by_itself() {
    assertThat(call.isCancelled()).isFalse();
  }

  @Test
  void it_is_cancelled_by_the_test() {
    call.cancel();

    assertThat(call.isCancelled()).isTrue();
  }

  @Test
  void an_action_runs_once_when_it_is_cancelled() {
    call.onCancel(actions::incrementAndGet);
    call.cancel();
    call.cancel();

    assertThat(actions).hasValue(1);
  }

  @Test
  void an_action_of_a_cancelled_call_runs_at_once() {
    call.cancel();
    call.onCancel(actions::incrementAndGet);

    assertThat(actions).hasValue(1);
  }

  @Test
  void an_action_runs_when_the_deadline_passes() {
    new TestCall(Duration.ofMillis(1)).onCancel(actions::incrementAndGet);

    await().until(() -> actions.get() == 1);
  }

  @Test
  void a_call_whose_deadline_has_passed_is_cancelled() {
    assertThat(new TestCall(Duration.ZERO).isCancelled()).isTrue();
  }
}

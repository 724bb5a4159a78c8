package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.Fakes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CancellableCallTest {

  private final List<String> ran = new ArrayList<>();

  @Test
  void cancelling_runs_every_action_once() {
    var call = Fakes.call();
    call.onCancel(() -> ran.add("a"));
    call.onCancel(() -> ran.add("b"));

    call.cancel();
    call.cancel();

    assertThat(ran).containsExactlyInAnyOrder("a", "b");
    assertThat(call.isCancelled()).isTrue();
  }

  @Test
  void an_action_that_comes_after_the_cancellation_runs_at_once() {
    var call = Fakes.call();
    call.cancel();

    call.onCancel(() -> ran.add("late"));

    assertThat(ran).containsExactly("late");
  }

  @Test
  void an_ended_call_runs_nothing() {
    var call = Fakes.call();
    call.onCancel(() -> ran.add("before"));

    call.end();
    call.cancel();
    call.onCancel(() -> ran.add("after"));

    assertThat(ran).isEmpty();
    assertThat(call.isCancelled()).isFalse();
  }

  @Test
  void a_call_past_its_deadline_is_cancelled() {
    assertThat(Fakes.call(-1).isCancelled()).isTrue();
    assertThat(Fakes.call(-1).remaining()).isZero();
    assertThat(Fakes.call().isCancelled()).isFalse();
  }
}

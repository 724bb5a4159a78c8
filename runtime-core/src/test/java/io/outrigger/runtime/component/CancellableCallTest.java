package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
  void a_call_knows_that_its_time_was_up() {
    var expired = Fakes.call();
    expired.expire();
    var late = Fakes.call(-1);
    late.cancel();

    assertThat(expired.isCancelled()).isTrue();
    assertThat(CancellableCall.isExpired(expired)).isTrue();
    assertThat(CancellableCall.isExpired(late)).isTrue();
  }

  @Test
  void a_call_knows_that_its_caller_went() {
    var call = Fakes.call(50);
    call.cancel();

    await().until(() -> call.remaining().isZero());
    assertThat(CancellableCall.isExpired(call)).isFalse();
  }

  @Test
  void a_call_on_behalf_of_another_ends_for_the_same_reason() {
    var parent = Fakes.call();
    var child = CancellableCall.onBehalfOf(parent, late -> {});

    parent.expire();

    assertThat(child.isCancelled()).isTrue();
    assertThat(CancellableCall.isExpired(child)).isTrue();
  }

  @Test
  void a_call_past_its_deadline_is_cancelled() {
    assertThat(Fakes.call(-1).isCancelled()).isTrue();
    assertThat(Fakes.call(-1).remaining()).isZero();
    assertThat(Fakes.call().isCancelled()).isFalse();
  }
}

package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GuardTest {

  private final Deadlines deadlines = new Deadlines();
  private final FakeStateStore store = new FakeStateStore();
  private final Gate gate = new Gate();
  private final Guard guard = guard("state \"s\"", store);
  private final StateStore guarded = (StateStore) guard.proxy();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void an_instance_that_has_not_started_refuses() {
    assertCode(get(Fakes.call()), ErrorCode.UNAVAILABLE, "state \"s\" is not available");
    assertThat(store.log).isEmpty();
  }

  @Test
  void a_stage_that_is_complete_passes_untouched() {
    gate.open();
    var answer = CompletableFuture.completedFuture(StateValue.of(Bytes.utf8("v"), "7"));
    store.onGet = (call, request) -> answer;

    assertThat(get(Fakes.call())).isSameAs(answer);
  }

  @Test
  void what_a_component_throws_is_translated() {
    gate.open();
    store.onGet =
        (call, request) -> {
          throw new IllegalArgumentException("bad");
        };

    assertCode(get(Fakes.call()), ErrorCode.INVALID_ARGUMENT, "bad");
  }

  @Test
  @SuppressWarnings("NullAway") // What a component must not do.
  void an_operation_that_returns_no_stage_fails_with_its_name() {
    gate.open();
    store.onGet = (call, request) -> null;

    assertCode(get(Fakes.call()), ErrorCode.INTERNAL, "get returned no stage");
  }

  @Test
  void what_a_stage_fails_with_is_translated() {
    gate.open();
    store.onGet = (call, request) -> CompletableFuture.failedFuture(new IOException("reset"));

    assertCode(get(Fakes.call()), ErrorCode.UNAVAILABLE, "reset");
  }

  @Test
  void a_defect_that_repeats_itself_is_logged_with_one_stack_trace() {
    gate.open();
    store.onGet = (call, request) -> CompletableFuture.failedFuture(new RuntimeException("odd"));
    try (var log = new LogCapture()) {
      get(Fakes.call());
      get(Fakes.call());

      assertThat(log.events()).hasSize(2);
      assertThat(log.events().getFirst().getThrowableProxy()).isNotNull();
      assertThat(log.events().getLast().getThrowableProxy()).isNull();
      assertThat(log.events().getLast().getFormattedMessage())
          .contains("state \"s\"")
          .contains("odd");
    }
  }

  @Test
  void a_stage_ends_at_the_deadline_whatever_the_component_does() {
    gate.open();
    store.onGet = (call, request) -> new CompletableFuture<>();

    var stage = get(Fakes.call(50));

    await().until(() -> stage.toCompletableFuture().isDone());
    assertCode(stage, ErrorCode.TIMEOUT, "did not answer in time");
  }

  @Test
  void the_deadline_cancels_the_call_so_that_blocking_work_ends() {
    gate.open();
    store.onGet = (call, request) -> new CompletableFuture<>();
    var told = new AtomicBoolean();
    var call = Fakes.call(50);
    call.onCancel(() -> told.set(true));

    var stage = get(call);

    await().untilTrue(told);
    assertCode(stage, ErrorCode.TIMEOUT, "did not answer in time");
  }

  @Test
  void the_deadline_is_the_same_for_all_operations_of_a_call() {
    gate.open();
    store.onGet = (call, request) -> new CompletableFuture<>();
    var call = Fakes.call(50);

    var stages = List.of(get(call), get(call));

    await().until(() -> stages.stream().allMatch(stage -> stage.toCompletableFuture().isDone()));
    for (var stage : stages) {
      assertCode(stage, ErrorCode.TIMEOUT, "state \"s\" did not answer in time");
    }
  }

  @Test
  void a_caller_that_goes_at_its_deadline_has_not_been_answered_in_time() {
    gate.open();
    store.onGet = (call, request) -> new CompletableFuture<>();
    var call = Fakes.call(20);
    var stage = get(call);
    deadlines.close();
    await().until(call::isCancelled);

    call.cancel();

    assertCode(stage, ErrorCode.TIMEOUT, "did not answer in time");
  }

  @Test
  void a_stage_that_has_failed_when_it_is_returned_needs_no_timer() {
    gate.open();
    deadlines.close();
    store.onGet = (call, request) -> CompletableFuture.failedFuture(new IOException("reset"));

    assertCode(get(Fakes.call()), ErrorCode.UNAVAILABLE, "reset");
  }

  @Test
  void a_stage_that_is_cancelled_when_it_is_returned_is_translated() {
    gate.open();
    var cancelled = new CompletableFuture<StateValue>();
    cancelled.cancel(false);
    store.onGet = (call, request) -> cancelled;

    assertCode(get(Fakes.call()), ErrorCode.CANCELLED, "");
  }

  @Test
  void a_stage_ends_when_the_caller_goes() {
    gate.open();
    store.onGet = (call, request) -> new CompletableFuture<>();
    var call = Fakes.call();
    var stage = get(call);

    call.cancel();

    assertCode(stage, ErrorCode.CANCELLED, "the caller has gone");
  }

  @Test
  void a_late_value_arrives() {
    gate.open();
    var later = new CompletableFuture<StateValue>();
    store.onGet = (call, request) -> later;
    var stage = get(Fakes.call()).toCompletableFuture();
    assertThat(stage).isNotDone();

    later.complete(StateValue.absent());

    assertThat(stage).isCompletedWithValue(StateValue.absent());
  }

  @Test
  void the_proxy_has_the_abilities_of_the_instance_and_no_other() {
    assertThat(guarded).isNotInstanceOf(StateStore.Bulk.class);
    assertThat(guard("b", new BulkOnly()).proxy())
        .isInstanceOf(StateStore.Bulk.class)
        .isNotInstanceOf(StateStore.Transactional.class);
  }

  @Test
  void a_proxy_is_equal_to_itself_only() {
    assertThat(guarded.equals(guarded)).isTrue();
    assertThat(guarded.equals(store)).isFalse();
    assertThat(guarded).hasSameHashCodeAs(guarded);
  }

  @Test
  void an_event_loop_notes_the_component_that_it_is_in() throws InterruptedException {
    gate.open();
    var seen = new ArrayList<String>();
    var loop = new NotingThread(() -> get(Fakes.call()), seen);
    store.onGet =
        (call, request) -> {
          seen.add("in component");
          return CompletableFuture.completedFuture(StateValue.absent());
        };

    loop.start();
    loop.join();

    assertThat(seen).containsExactly("enter state \"s\"", "in component", "leave");
  }

  private Guard guard(String instance, StateStore target) {
    var operations =
        new Operations("state", "s", "fake", () -> "", ComponentTelemetry.none().of("", "", ""));
    var guarded = new Guard.Target(instance, target, ContextLoader.ofTheCaller(), operations);
    return new Guard(guarded, deadlines, gate, SecretMask.NONE);
  }

  private CompletionStage<StateValue> get(Call call) {
    return guarded.get(call, GetRequest.of("k"));
  }

  private static void assertCode(CompletionStage<?> stage, ErrorCode code, String message) {
    assertThat(stage.toCompletableFuture().exceptionNow())
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(ComponentException.class))
        .extracting(ComponentException::code)
        .isEqualTo(code);
  }

  private static final class NotingThread extends Thread implements BusyThread {

    private final List<String> seen;

    NotingThread(Runnable work, List<String> seen) {
      super(work);
      this.seen = seen;
    }

    @Override
    public void enter(String instance, Call call) {
      seen.add("enter " + instance);
    }

    @Override
    public void leave() {
      seen.add("leave");
    }

    @Override
    public Optional<Doing> doing() {
      return Optional.empty();
    }
  }
}

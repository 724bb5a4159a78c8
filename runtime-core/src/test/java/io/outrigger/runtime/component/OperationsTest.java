package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.ComponentTelemetry.OfInstance;
import io.outrigger.runtime.component.ComponentTelemetry.OperationMeter;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.RecordedSpans;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Meters;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That each operation is counted once and is one span, however it ends. */
final class OperationsTest {

  private final Deadlines deadlines = new Deadlines();
  private final FakeStateStore store = new FakeStateStore();
  private final RecordedSpans spans = new RecordedSpans();
  private final List<String> counted = new ArrayList<>();
  private final CompletableFuture<StateValue> pending = new CompletableFuture<>();
  private final Gate gate = new Gate();

  @BeforeEach
  void open() {
    gate.open();
  }

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void an_operation_that_answers_at_once() {
    store.onGet = (call, request) -> CompletableFuture.completedFuture(StateValue.absent());
    var _ = get(call(10_000));

    assertThat(counted).containsExactly("get OK");
    assertThat(spans.events()).containsExactly("begin call", "begin state.get", "end state.get OK");
  }

  @Test
  void an_operation_that_answers_later_has_ended_before_its_caller_hears_of_it() {
    store.onGet = (call, request) -> pending;
    var told = new ArrayList<String>();
    get(call(10_000)).whenComplete((value, failure) -> told.addAll(counted));
    assertThat(counted).isEmpty();

    pending.complete(StateValue.absent());

    assertThat(told).containsExactly("get OK");
    assertThat(spans.events()).endsWith("end state.get OK");
  }

  @Test
  void an_operation_that_fails_later() {
    store.onGet = (call, request) -> pending;
    var _ = get(call(10_000));
    pending.completeExceptionally(new IOException("gone"));

    assertThat(counted).containsExactly("get UNAVAILABLE");
    assertThat(spans.events()).endsWith("end state.get UNAVAILABLE failed");
  }

  @Test
  void an_operation_that_throws() {
    store.onGet =
        (call, request) -> {
          throw new IllegalArgumentException("no");
        };
    var _ = get(call(10_000));

    assertThat(counted).containsExactly("get INVALID_ARGUMENT");
  }

  @Test
  void an_operation_that_is_too_late_is_counted_once() {
    store.onGet = (call, request) -> pending;
    var stage = get(call(10)).toCompletableFuture();
    assertThatThrownBy(() -> stage.get(10, TimeUnit.SECONDS)).hasMessageContaining("in time");
    pending.complete(StateValue.absent());

    assertThat(counted).containsExactly("get TIMEOUT");
  }

  @Test
  void an_operation_whose_caller_goes_is_counted_once() {
    store.onGet = (call, request) -> pending;
    var call = call(10_000);
    var _ = get(call);
    call.cancel();
    pending.complete(StateValue.absent());

    assertThat(counted).containsExactly("get CANCELLED");
    assertThat(spans.events()).endsWith("end state.get CANCELLED failed");
  }

  @Test
  void an_operation_of_an_instance_that_is_down() {
    gate.refuse("down");
    var _ = get(call(10_000));

    assertThat(counted).containsExactly("get UNAVAILABLE");
  }

  @Test
  void what_a_child_of_the_call_does_belongs_to_the_same_span() {
    store.onGet = (call, request) -> CompletableFuture.completedFuture(StateValue.absent());
    var _ = get(CancellableCall.onBehalfOf(call(10_000), late -> {}));

    assertThat(spans.events()).endsWith("begin state.get", "end state.get OK");
  }

  @Test
  void a_component_that_does_not_know_where_it_goes_serves_all_the_same() {
    store.onGet = (call, request) -> CompletableFuture.completedFuture(StateValue.absent());
    var guarded =
        guarded(() -> {
          throw new IllegalStateException("not started");
        });

    assertThat(guarded.get(call(10_000), GetRequest.of("k")).toCompletableFuture()).isCompleted();
    assertThat(counted).containsExactly("get OK");
  }

  @Test
  void a_component_sees_where_the_call_stands() {
    assertThat(call(10_000).trace().traceId()).isEqualTo("trace");
  }

  private CancellableCall call(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    return new CancellableCall(deadline, spans.entry("call", name -> null));
  }

  private CompletionStage<StateValue> get(CancellableCall call) {
    return guarded(() -> "host:1").get(call, GetRequest.of("k"));
  }

  private StateStore guarded(Supplier<String> peer) {
    var operations = new Operations("state", "s", "fake", peer, new Counted());
    var target = new Guard.Target("state \"s\"", store, ContextLoader.ofTheCaller(), operations);
    return (StateStore) new Guard(target, deadlines, gate, SecretMask.NONE).proxy();
  }

  private final class Counted implements OfInstance {

    @Override
    public Meters meters() {
      return Meters.none();
    }

    @Override
    public OperationMeter operation(String name) {
      return (nanos, failure) -> counted.add(name + ' ' + text(failure));
    }

    private String text(@Nullable ErrorCode failure) {
      return failure == null ? "OK" : failure.name();
    }
  }
}

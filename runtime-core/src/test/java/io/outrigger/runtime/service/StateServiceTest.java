package io.outrigger.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.Registry;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.service.ServiceException.Reason;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StateServiceTest {

  private final FakeStateStore store = new FakeStateStore();
  private final StateService service = service("");

  @Test
  void without_a_state_store_nothing_is_configured() {
    var none = new StateService(Registry.of(List.of()), "app1");

    assertThatThrownBy(() -> none.get(Fakes.call(), "s", GetRequest.of("k")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIGURED))
        .hasMessage("state store is not configured");
  }

  @Test
  void an_unknown_store_is_named() {
    assertThatThrownBy(() -> service.get(Fakes.call(), "other", GetRequest.of("k")))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_INSTANCE))
        .hasMessage("state store other is not found");
  }

  @Test
  void the_store_is_looked_up_before_the_key_is_judged() {
    assertThatThrownBy(() -> service.get(Fakes.call(), "other", GetRequest.of("a||b")))
        .hasMessage("state store other is not found");
  }

  @Test
  void keys_have_no_prefix_unless_configured() {
    join(service.save(Fakes.call(), "s", List.of(SetRequest.of("k", Bytes.utf8("v")))));

    assertThat(store.written).containsOnlyKeys("k");
  }

  @Test
  void keys_go_to_the_store_with_their_prefix_and_come_back_without() {
    var prefixed = service("appid");
    join(prefixed.save(Fakes.call(), "s", List.of(SetRequest.of("k", Bytes.utf8("v")))));

    assertThat(store.written).containsOnlyKeys("app1||k");
    assertThat(join(prefixed.getAll(Fakes.call(), "s", List.of(GetRequest.of("k")), 1)))
        .extracting(StateResult::key)
        .containsExactly("k");
  }

  @Test
  void an_empty_key_is_a_key() {
    join(service.save(Fakes.call(), "s", List.of(SetRequest.of("", Bytes.utf8("v")))));

    assertThat(join(service.get(Fakes.call(), "s", GetRequest.of(""))).data().toUtf8())
        .isEqualTo("v");
  }

  @Test
  void the_time_to_live_is_read_from_the_metadata() {
    join(service.save(Fakes.call(), "s", List.of(withMetadata("ttl", "90"))));
    join(service.save(Fakes.call(), "s", List.of(withMetadata("ever", "-1"))));
    join(service.save(Fakes.call(), "s", List.of(SetRequest.of("none", Bytes.empty()))));

    assertThat(store.written("ttl").ttl()).isEqualTo(Duration.ofSeconds(90));
    assertThat(store.written("ever").ttl()).isZero();
    assertThat(store.written("none").ttl()).isNull();
  }

  @Test
  void a_time_to_live_that_is_no_number_is_refused_before_anything_is_written() {
    var good = SetRequest.of("good", Bytes.empty());

    assertThatThrownBy(
            () -> service.save(Fakes.call(), "s", List.of(good, withMetadata("k", "foo"))))
        .isInstanceOf(ServiceException.class)
        .hasMessage("metadata ttlInSeconds: \"foo\" (expected: a whole number of seconds)");
    assertThat(store.written).isEmpty();
  }

  @Test
  void saving_one_by_one_stops_at_the_first_failure() {
    var sets =
        List.of(
            SetRequest.of("a", Bytes.utf8("1")),
            SetRequest.of("b", Bytes.utf8("refuse")),
            SetRequest.of("c", Bytes.utf8("3")));

    var saved = service.save(Fakes.call(), "s", sets).toCompletableFuture();

    assertThat(saved).isCompletedExceptionally();
    assertThat(store.log).containsExactly("set a", "set b");
  }

  @Test
  void saving_nothing_is_done() {
    assertThat(service.save(Fakes.call(), "s", List.of()).toCompletableFuture()).isCompleted();
    assertThat(service.deleteAll(Fakes.call(), "s", List.of()).toCompletableFuture()).isCompleted();
  }

  @Test
  void deleting_one_by_one_takes_every_key() {
    var deletes = List.of(DeleteRequest.of("a"), DeleteRequest.of("b"));

    join(service.deleteAll(Fakes.call(), "s", deletes));

    assertThat(store.log).containsExactly("delete a", "delete b");
  }

  @Test
  void reading_many_keeps_the_order_and_reports_a_failure_as_a_result() {
    join(service.save(Fakes.call(), "s", List.of(SetRequest.of("b", Bytes.utf8("2")))));
    store.onGet =
        (call, request) ->
            request.key().equals("bad")
                ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
                : store.read(call, request);
    var gets = List.of(GetRequest.of("a"), GetRequest.of("bad"), GetRequest.of("b"));

    var results = join(service.getAll(Fakes.call(), "s", gets, 0));

    assertThat(results).extracting(StateResult::key).containsExactly("a", "bad", "b");
    assertThat(results.get(0).value().isAbsent()).isTrue();
    assertThat(results.get(1).failure()).isInstanceOf(ComponentException.class);
    assertThat(results.get(2).value().data().toUtf8()).isEqualTo("2");
  }

  @Test
  void reading_many_has_at_most_so_many_reads_at_once() {
    var waiting = new ArrayList<CompletableFuture<StateValue>>();
    store.onGet = (call, request) -> pending(waiting);
    var gets = IntStream.range(0, 10).mapToObj(i -> GetRequest.of("k" + i)).toList();

    var results = service.getAll(Fakes.call(), "s", gets, 3).toCompletableFuture();

    assertThat(waiting).hasSize(3);
    waiting.getFirst().complete(StateValue.absent());
    assertThat(waiting).hasSize(4);
    for (int i = 1; i < 10; i++) {
      waiting.get(i).complete(StateValue.absent());
    }
    assertThat(results.join()).hasSize(10);
  }

  @Test
  void a_hundred_thousand_reads_do_not_overflow_the_stack() {
    var gets = IntStream.range(0, 100_000).mapToObj(i -> GetRequest.of("k" + i)).toList();

    assertThat(join(service.getAll(Fakes.call(), "s", gets, 4))).hasSize(100_000);
  }

  @Test
  void consistency_and_metadata_reach_the_store() {
    var options = WriteOptions.ifEtag("7");
    var set = new SetRequest("k", Bytes.empty(), options, null, Map.of("partitionKey", "p"));

    join(service.save(Fakes.call(), "s", List.of(set)));

    assertThat(store.written("k").options()).isEqualTo(options);
    assertThat(store.written("k").metadata()).containsEntry("partitionKey", "p");
    assertThat(options.consistency()).isEqualTo(Consistency.UNSPECIFIED);
  }

  @Test
  void a_store_that_cannot_transact_refuses_cleanly() {
    assertThatThrownBy(() -> service.requireTransactions("s"))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
        .hasMessage("state store s doesn't support transaction");
  }

  private StateService service(String keyPrefix) {
    return new StateService(Fakes.registry("s", keyPrefix, store), "app1");
  }

  private static SetRequest withMetadata(String key, String ttl) {
    return new SetRequest(
        key, Bytes.empty(), WriteOptions.any(), null, Map.of(StateService.TTL_IN_SECONDS, ttl));
  }

  private static CompletionStage<StateValue> pending(List<CompletableFuture<StateValue>> waiting) {
    var future = new CompletableFuture<StateValue>();
    waiting.add(future);
    return future;
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}

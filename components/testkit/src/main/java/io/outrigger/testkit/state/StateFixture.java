package io.outrigger.testkit.state;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A started store with short forms of its operations. Safe for use by many threads. */
final class StateFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final StateStore store;
  private final String prefix = UUID.randomUUID().toString().substring(0, 8) + "-";

  StateFixture(StateStore store) {
    this.store = store;
  }

  boolean has(Class<? extends StateStore> ability) {
    return ability.isInstance(store);
  }

  /** A key that no other test uses. */
  String key(String name) {
    return prefix + name;
  }

  StateValue get(String key) {
    return Outcome.valueOf(() -> store.get(call(), GetRequest.of(key)));
  }

  String text(String key) {
    return get(key).data().toUtf8();
  }

  String etag(String key) {
    return get(key).etag();
  }

  boolean isAbsent(String key) {
    return get(key).isAbsent();
  }

  /** Writes a text, and answers its etag. */
  String set(String key, String text) {
    apply(SetRequest.of(key, Bytes.utf8(text)));
    return etag(key);
  }

  void delete(String key) {
    apply(DeleteRequest.of(key));
  }

  /** Writes or removes a value, which must not fail. */
  void apply(StateOperation operation) {
    Outcome.done(() -> start(operation));
  }

  /** The code that a write or removal is refused with. */
  ErrorCode refusal(StateOperation operation) {
    return Outcome.codeOf(() -> start(operation));
  }

  Outcome<Void> attempt(StateOperation operation) {
    return Outcome.of(() -> start(operation));
  }

  private CompletionStage<Void> start(StateOperation operation) {
    return switch (operation) {
      case SetRequest set -> store.set(call(), set);
      case DeleteRequest delete -> store.delete(call(), delete);
    };
  }

  List<StateResult> getAll(String... keys) {
    var requests = Arrays.stream(keys).map(GetRequest::of).toList();
    return Outcome.valueOf(() -> bulk().getAll(call(), requests));
  }

  List<WriteFailure> setAll(SetRequest... requests) {
    return Outcome.valueOf(() -> bulk().setAll(call(), List.of(requests)));
  }

  List<WriteFailure> deleteAll(DeleteRequest... requests) {
    return Outcome.valueOf(() -> bulk().deleteAll(call(), List.of(requests)));
  }

  private StateStore.Bulk bulk() {
    return (StateStore.Bulk) store;
  }

  /** Applies a transaction, which must not fail. */
  void transact(StateOperation... operations) {
    Outcome.done(() -> transactional().transact(call(), List.of(operations)));
  }

  Outcome<Void> attemptAll(StateOperation... operations) {
    return Outcome.of(() -> transactional().transact(call(), List.of(operations)));
  }

  private StateStore.Transactional transactional() {
    return (StateStore.Transactional) store;
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }

  static SetRequest writing(String key, String text) {
    return SetRequest.of(key, Bytes.utf8(text));
  }

  static SetRequest writing(String key, String text, WriteOptions options) {
    return SetRequest.of(key, Bytes.utf8(text), options);
  }

  static SetRequest[] writingEach(String text, String... keys) {
    return Stream.of(keys).map(key -> writing(key, text)).toArray(SetRequest[]::new);
  }
}

package io.outrigger.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.UnsafeByteOperations;
import io.outrigger.proto.layotto.v1.BulkStateItem;
import io.outrigger.proto.layotto.v1.DeleteBulkStateRequest;
import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateResponse;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A state store, whose methods return at once: those of {@link StateStore}, which says what they
 * do.
 *
 * @param <T> the values
 */
public final class AsyncStateStore<T> {

  private static final Operation<GetStateRequest, GetStateResponse> GET =
      Operation.repeatable(RuntimeGrpc.getGetStateMethod());
  private static final Operation<GetBulkStateRequest, GetBulkStateResponse> GET_ALL =
      Operation.repeatable(RuntimeGrpc.getGetBulkStateMethod());
  private static final Operation<SaveStateRequest, Empty> SAVE =
      Operation.once(RuntimeGrpc.getSaveStateMethod());
  private static final Operation<DeleteStateRequest, Empty> DELETE =
      Operation.once(RuntimeGrpc.getDeleteStateMethod());
  private static final Operation<DeleteBulkStateRequest, Empty> DELETE_ALL =
      Operation.once(RuntimeGrpc.getDeleteBulkStateMethod());

  private static final int PARALLELISM = 16;

  private final Calls calls;
  private final String name;
  private final Codec<T> codec;

  AsyncStateStore(Calls calls, String name, Codec<T> codec) {
    this.calls = calls;
    this.name = name;
    this.codec = codec;
  }

  /** As {@link StateStore#get(String)}. */
  public CompletionStage<Optional<StateEntry<T>>> get(String key) {
    return get(key, ReadConsistency.DEFAULT);
  }

  /** As {@link StateStore#get(String, ReadConsistency)}. */
  public CompletionStage<Optional<StateEntry<T>>> get(String key, ReadConsistency consistency) {
    var request =
        GetStateRequest.newBuilder()
            .setStoreName(name)
            .setKey(key)
            .setConsistency(consistency.toProto())
            .build();
    return calls.unary(GET, subject(key), request, (response, headers) -> entry(key, response));
  }

  private Optional<StateEntry<T>> entry(String key, GetStateResponse response) {
    if (response.getEtag().isEmpty()) {
      return Optional.empty();
    }
    var value = codec.decode(response.getData().toByteArray());
    return Optional.of(new StateEntry<>(key, value, response.getEtag(), response.getMetadataMap()));
  }

  /** As {@link StateStore#getAll}. */
  public CompletionStage<Map<String, StateEntry<T>>> getAll(Collection<String> keys) {
    var request =
        GetBulkStateRequest.newBuilder()
            .setStoreName(name)
            .addAllKeys(keys)
            .setParallelism(PARALLELISM)
            .build();
    return calls.unary(
        GET_ALL, new Subject(name, null), request, (response, headers) -> entries(response));
  }

  private Map<String, StateEntry<T>> entries(GetBulkStateResponse response) {
    var entries = new LinkedHashMap<String, StateEntry<T>>();
    for (var item : response.getItemsList()) {
      if (!item.getError().isEmpty()) {
        throw new OutriggerException(
            ErrorCode.INTERNAL, "", subject(item.getKey()), item.getError(), null);
      }
      if (!item.getEtag().isEmpty()) {
        entries.put(item.getKey(), entry(item));
      }
    }
    return entries;
  }

  private StateEntry<T> entry(BulkStateItem item) {
    T value;
    try {
      value = codec.decode(item.getData().toByteArray());
    } catch (RuntimeException e) {
      throw Failures.unreadable(subject(item.getKey()), e);
    }
    return new StateEntry<>(item.getKey(), value, item.getEtag(), item.getMetadataMap());
  }

  /** As {@link StateStore#save(String, Object)}. */
  public CompletionStage<Void> save(String key, T value) {
    return save(key, value, WriteOptions.DEFAULT);
  }

  /** As {@link StateStore#save(String, Object, WriteOptions)}. */
  public CompletionStage<Void> save(String key, T value, WriteOptions options) {
    var request =
        SaveStateRequest.newBuilder().setStoreName(name).addStates(item(key, value, options));
    return calls.unary(SAVE, subject(key), request.build(), Nothing.answer());
  }

  /** As {@link StateStore#saveAll}. */
  public CompletionStage<Void> saveAll(Map<String, T> values, WriteOptions options) {
    var request = SaveStateRequest.newBuilder().setStoreName(name);
    values.forEach((key, value) -> request.addStates(item(key, value, options)));
    return calls.unary(SAVE, new Subject(name, null), request.build(), Nothing.answer());
  }

  private StateItem item(String key, T value, WriteOptions options) {
    return options.item(key).setValue(bytes(codec.encode(value))).build();
  }

  static ByteString bytes(byte[] value) {
    return UnsafeByteOperations.unsafeWrap(value);
  }

  /** As {@link StateStore#delete(String)}. */
  public CompletionStage<Void> delete(String key) {
    return delete(key, WriteOptions.DEFAULT);
  }

  /** As {@link StateStore#delete(String, WriteOptions)}. */
  public CompletionStage<Void> delete(String key, WriteOptions options) {
    var item = options.item(key);
    var request =
        DeleteStateRequest.newBuilder()
            .setStoreName(name)
            .setKey(key)
            .putAllMetadata(item.getMetadataMap());
    if (item.hasEtag()) {
      request.setEtag(item.getEtag());
    }
    if (item.hasOptions()) {
      request.setOptions(item.getOptions());
    }
    return calls.unary(DELETE, subject(key), request.build(), Nothing.answer());
  }

  /** As {@link StateStore#deleteAll}. */
  public CompletionStage<Void> deleteAll(Collection<String> keys) {
    var request = DeleteBulkStateRequest.newBuilder().setStoreName(name);
    keys.forEach(key -> request.addStates(StateItem.newBuilder().setKey(key)));
    return calls.unary(DELETE_ALL, new Subject(name, null), request.build(), Nothing.answer());
  }

  /** As {@link StateStore#transaction}; {@link StateTransaction#commitAsync} carries it out. */
  public StateTransaction<T> transaction() {
    return new StateTransaction<>(calls, name, codec);
  }

  private Subject subject(String key) {
    return new Subject(name, key);
  }
}

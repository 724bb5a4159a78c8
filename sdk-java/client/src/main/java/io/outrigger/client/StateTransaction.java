package io.outrigger.client;

import com.google.protobuf.Empty;
import io.outrigger.proto.layotto.v1.ExecuteStateTransactionRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.TransactionalStateOperation;
import java.util.concurrent.CompletionStage;

/**
 * Writes and removals that take place in their order, all or none. Not safe for use by several
 * threads.
 *
 * @param <T> the values
 */
public final class StateTransaction<T> {

  private static final Operation<ExecuteStateTransactionRequest, Empty> EXECUTE =
      Operation.once(RuntimeGrpc.getExecuteStateTransactionMethod());

  private final Calls calls;
  private final String name;
  private final Codec<T> codec;
  private final ExecuteStateTransactionRequest.Builder request;

  StateTransaction(Calls calls, String name, Codec<T> codec) {
    this.calls = calls;
    this.name = name;
    this.codec = codec;
    this.request = ExecuteStateTransactionRequest.newBuilder().setStoreName(name);
  }

  /** Writes a value. */
  public StateTransaction<T> save(String key, T value) {
    return save(key, value, WriteOptions.DEFAULT);
  }

  /** Writes a value, with options. */
  public StateTransaction<T> save(String key, T value, WriteOptions options) {
    return save(key, codec, value, options);
  }

  /** Writes a value of another type than the store's. */
  public <U> StateTransaction<T> save(String key, Codec<U> codec, U value, WriteOptions options) {
    var bytes = AsyncStateStore.bytes(codec.encode(value));
    return add("upsert", options.item(key).setValue(bytes));
  }

  /** Removes a value. */
  public StateTransaction<T> delete(String key) {
    return delete(key, WriteOptions.DEFAULT);
  }

  /** Removes a value, with options. */
  public StateTransaction<T> delete(String key, WriteOptions options) {
    return add("delete", options.item(key));
  }

  private StateTransaction<T> add(String type, StateItem.Builder item) {
    request.addOperations(
        TransactionalStateOperation.newBuilder().setOperationType(type).setRequest(item));
    return this;
  }

  /**
   * Carries all of it out and waits; never repeated.
   *
   * @throws OutriggerException with {@link ErrorCode#ABORTED} when an etag is not the current one
   *     or another transaction came in between, {@link ErrorCode#UNIMPLEMENTED} when the store has
   *     no transactions; nothing has changed then
   */
  public void commit() {
    Await.result(commitAsync());
  }

  /** As {@link #commit}, without waiting. */
  public CompletionStage<Void> commitAsync() {
    return calls.unary(EXECUTE, new Subject(name, null), request.build(), Nothing.answer());
  }
}

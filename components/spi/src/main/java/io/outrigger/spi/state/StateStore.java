package io.outrigger.spi.state;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps values under keys, each with an etag that changes with every write. Keys arrive with their
 * prefix; every key is a legal one, the empty one too.
 */
public interface StateStore extends Component {

  /** The kind "state". */
  Kind<StateStore> KIND = Kind.of("state", StateStore.class, KeyedSettings.class);

  /** Reads a value; {@link StateValue#absent()} when there is none. */
  CompletionStage<StateValue> get(Call call, GetRequest request);

  /**
   * Writes a value.
   *
   * <p>Fails with {@link ErrorCode#ETAG_MISMATCH} when the write's options do not allow it, with
   * {@link ErrorCode#ETAG_INVALID} when the etag is none of this store's.
   */
  CompletionStage<Void> set(Call call, SetRequest request);

  /** Removes a value; fails as {@link #set} does. That there is none is no failure without etag. */
  CompletionStage<Void> delete(Call call, DeleteRequest request);

  /** A store that reads or writes many keys in one round trip, though not atomically. */
  interface Bulk extends StateStore {

    /** Reads each key; the results stand in the order of the requests. */
    CompletionStage<List<StateResult>> getAll(Call call, List<GetRequest> requests);

    /** Writes what can be written, in order; the stage's value lists what failed. */
    CompletionStage<List<WriteFailure>> setAll(Call call, List<SetRequest> requests);

    /** Removes what can be removed, in order; the stage's value lists what failed. */
    CompletionStage<List<WriteFailure>> deleteAll(Call call, List<DeleteRequest> requests);
  }

  /** A store that can apply several writes as one. */
  interface Transactional extends StateStore {

    /**
     * Applies all operations in their order, or none. Every etag is compared with what stands
     * before the first operation is applied, except that of a key which an earlier operation
     * changes.
     */
    CompletionStage<Void> transact(Call call, List<StateOperation> operations);
  }
}

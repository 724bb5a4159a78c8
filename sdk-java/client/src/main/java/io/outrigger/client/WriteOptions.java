package io.outrigger.client;

import io.outrigger.proto.layotto.v1.Etag;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.StateOptions;
import io.outrigger.proto.layotto.v1.StateOptions.StateConcurrency;
import io.outrigger.proto.layotto.v1.StateOptions.StateConsistency;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When a write or removal may take place, and what becomes of the value. Immutable: each method
 * gives other options.
 */
public final class WriteOptions {

  /** The last write wins, the value stays for ever, and the store decides when it is done. */
  public static final WriteOptions DEFAULT =
      new WriteOptions("", StateOptions.getDefaultInstance(), Map.of());

  private final String etag;
  private final StateOptions options;
  private final Map<String, String> metadata;

  private WriteOptions(String etag, StateOptions options, Map<String, String> metadata) {
    this.etag = etag;
    this.options = options;
    this.metadata = Map.copyOf(metadata);
  }

  /**
   * Only while the value still has this version; else {@link ErrorCode#ABORTED} with the reason
   * {@code ETAG_MISMATCH}.
   *
   * @param etag that of a {@link StateEntry}
   */
  public WriteOptions etag(String etag) {
    return new WriteOptions(etag, options, metadata);
  }

  /**
   * Only when there is no value yet; else {@link ErrorCode#ABORTED} with the reason {@code
   * ETAG_MISMATCH}. With an {@link #etag}, that decides. Without effect on a removal.
   */
  public WriteOptions ifAbsent() {
    return with(
        options.toBuilder().setConcurrency(StateConcurrency.CONCURRENCY_FIRST_WRITE).build());
  }

  /** Done when the value is on more than one node, where the store has more. */
  public WriteOptions strong() {
    return with(options.toBuilder().setConsistency(StateConsistency.CONSISTENCY_STRONG).build());
  }

  /** Done as soon as one node has it, with which the value may still be lost. */
  public WriteOptions eventual() {
    return with(options.toBuilder().setConsistency(StateConsistency.CONSISTENCY_EVENTUAL).build());
  }

  /**
   * How long the value lives.
   *
   * @param ttl whole seconds; a fraction counts as a second
   * @throws IllegalArgumentException unless above zero
   */
  public WriteOptions ttl(Duration ttl) {
    return metadata("ttlInSeconds", Long.toString(Seconds.atLeast("ttl", ttl)));
  }

  /** Something for the store, in the words of its type. */
  public WriteOptions metadata(String name, String value) {
    var more = new HashMap<>(metadata);
    more.put(name, value);
    return new WriteOptions(etag, options, more);
  }

  private WriteOptions with(StateOptions others) {
    return new WriteOptions(etag, others, metadata);
  }

  /** A write or removal with these options. */
  StateItem.Builder item(String key) {
    var item = StateItem.newBuilder().setKey(key);
    if (this == DEFAULT) {
      return item;
    }
    if (!etag.isEmpty()) {
      item.setEtag(Etag.newBuilder().setValue(etag));
    }
    return item.setOptions(options).putAllMetadata(metadata);
  }
}

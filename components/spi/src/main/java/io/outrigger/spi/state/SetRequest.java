package io.outrigger.spi.state;

import io.outrigger.spi.Bytes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a value to be written.
 *
 * @param key the key with its prefix
 * @param value the bytes to keep
 * @param options when the write may take place
 * @param ttl how long the value lives, never negative; null or zero for ever, also when the value
 *     before it had an end. Null leaves the store's own default, if it has one. A store that cannot
 *     let values expire refuses a positive one with {@link io.outrigger.spi.ErrorCode#UNSUPPORTED}
 * @param metadata what the caller adds for this store
 */
public record SetRequest(
    String key,
    Bytes value,
    WriteOptions options,
    @Nullable Duration ttl,
    Map<String, String> metadata)
    implements StateOperation {

  /** A write that always takes place, of a value that lives for ever. */
  public static SetRequest of(String key, Bytes value) {
    return of(key, value, WriteOptions.any());
  }

  /** A write of a value that lives for ever. */
  public static SetRequest of(String key, Bytes value, WriteOptions options) {
    return new SetRequest(key, value, options, null, Map.of());
  }

  /** The same write of a value that lives for {@code ttl}. */
  public SetRequest withTtl(Duration ttl) {
    return new SetRequest(key, value, options, ttl, metadata);
  }
}

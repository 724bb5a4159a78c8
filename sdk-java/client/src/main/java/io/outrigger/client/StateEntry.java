package io.outrigger.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a state store as it was read.
 *
 * @param key its key
 * @param value the value
 * @param etag its version, which changes with every write; pass it to {@link WriteOptions#etag} to
 *     write only if nobody was faster
 * @param metadata further facts from the store
 */
public record StateEntry<T>(String key, T value, String etag, Map<String, String> metadata) {

  /** An entry. */
  public StateEntry {
    metadata = Map.copyOf(metadata);
  }

  /** When the value expires; empty when it does not, or the store does not tell. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(metadata.get("ttlExpireTime")).map(Instant::parse);
  }
}

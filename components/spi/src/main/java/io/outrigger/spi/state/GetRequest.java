package io.outrigger.spi.state;

import java.util.Map;

/**
 * Asks for a value.
 *
 * @param key the key with its prefix
 * @param consistency how current the answer must be
 * @param metadata what the caller adds for this store
 */
public record GetRequest(String key, Consistency consistency, Map<String, String> metadata) {

  /** A read with the store's own consistency. */
  public static GetRequest of(String key) {
    return new GetRequest(key, Consistency.UNSPECIFIED, Map.of());
  }
}

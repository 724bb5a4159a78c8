package io.outrigger.spi.state;

import java.util.Map;

/**
 * Asks for a value to be removed. {@link WriteOptions#needsAbsence} does not apply: without an etag
 * a removal always takes place.
 *
 * @param key the key with its prefix
 * @param options when the removal may take place
 * @param metadata what the caller adds for this store
 */
public record DeleteRequest(String key, WriteOptions options, Map<String, String> metadata)
    implements StateOperation {

  /** A removal that always takes place. */
  public static DeleteRequest of(String key) {
    return of(key, WriteOptions.any());
  }

  /** A removal under options. */
  public static DeleteRequest of(String key, WriteOptions options) {
    return new DeleteRequest(key, options, Map.of());
  }
}

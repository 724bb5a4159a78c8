package io.outrigger.spi.state;

import io.outrigger.spi.Bytes;
import java.util.Map;

/**
 * What stands under a key.
 *
 * @param data the exact bytes that were written
 * @param etag the version, never empty for a value that exists; empty when absent
 * @param metadata further facts: {@value #TTL_EXPIRE_TIME} (RFC 3339) of a value that expires
 */
public record StateValue(Bytes data, String etag, Map<String, String> metadata) {

  /** The metadata key that says when a value expires. */
  public static final String TTL_EXPIRE_TIME = "ttlExpireTime";

  private static final StateValue ABSENT = new StateValue(Bytes.empty(), "", Map.of());

  /** Copies the metadata. */
  public StateValue {
    metadata = Map.copyOf(metadata);
  }

  /** A value that never expires. */
  public static StateValue of(Bytes data, String etag) {
    return new StateValue(data, etag, Map.of());
  }

  /** What stands under a key that was never written. */
  public static StateValue absent() {
    return ABSENT;
  }

  /** True when nothing stands under the key. */
  public boolean isAbsent() {
    return etag.isEmpty();
  }
}

package io.outrigger.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a file.
 *
 * @param name its name within the store
 * @param sizeBytes the length of its content in bytes
 * @param modified when it was last changed; empty when the store does not tell
 * @param metadata further facts, in the words of the store's type; of several values of one, the
 *     first
 */
public record FileInfo(
    String name, long sizeBytes, Optional<Instant> modified, Map<String, String> metadata) {

  /** A file. */
  public FileInfo {
    metadata = Map.copyOf(metadata);
  }

  /** The instant of an RFC 3339 text, if it is one. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

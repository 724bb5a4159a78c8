package io.outrigger.spi.file;

import java.util.Map;

/**
 * Names a file.
 *
 * @param name the name, as the caller gave it; not yet judged
 * @param metadata what the caller adds for this store
 */
public record FileRequest(String name, Map<String, String> metadata) {

  /** A name without metadata. */
  public static FileRequest of(String name) {
    return new FileRequest(name, Map.of());
  }
}

package io.outrigger.spi.file;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts about a file.
 *
 * @param name as callers name it
 * @param size in bytes
 * @param lastModified when it was written last
 * @param metadata further facts, such as {@code etag} and {@code content-type}, in the order of
 *     their names
 */
public record FileFacts(
    String name, long size, Instant lastModified, Map<String, String> metadata) {

  /** Copies the metadata, sorted. */
  public FileFacts {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }
}

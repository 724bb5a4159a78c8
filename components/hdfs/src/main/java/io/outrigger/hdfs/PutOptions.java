package io.outrigger.hdfs;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What the metadata of a put asks for. Other keys of Layotto's, such as {@code ACL}, mean nothing
 * to HDFS.
 *
 * @param size {@code filesize} or {@code fileSize}: how many bytes the content must have
 * @param ifAbsent {@code if-none-match: *}: whether there must be no such file yet
 */
record PutOptions(OptionalLong size, boolean ifAbsent) {

  /**
   * Reads the metadata.
   *
   * @throws IllegalArgumentException when a size is no number of bytes, or {@code if-none-match}
   *     has another value than {@code *}
   */
  static PutOptions of(Map<String, String> metadata) {
    var etag = metadata.getOrDefault("if-none-match", "");
    if (!etag.isEmpty() && !etag.equals("*")) {
      throw new IllegalArgumentException("metadata: if-none-match: \"" + etag + "\" (expected: *)");
    }
    var upstream = size("filesize", metadata);
    return new PutOptions(
        upstream.isPresent() ? upstream : size("fileSize", metadata), !etag.isEmpty());
  }

  private static OptionalLong size(String key, Map<String, String> metadata) {
    var text = metadata.getOrDefault(key, "");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.strip().matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "metadata: %s: \"%s\" (expected: a number of bytes)".formatted(key, text));
    }
    return OptionalLong.of(Long.parseLong(text.strip()));
  }
}

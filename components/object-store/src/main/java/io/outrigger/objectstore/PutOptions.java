package io.outrigger.objectstore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the metadata of a put asks for, under Layotto's keys. Other keys mean nothing.
 *
 * @param size {@code filesize} or {@code fileSize}: how many bytes the content must have
 * @param acl {@code ACL}: who may read the object, as the store calls it; the bucket's owner alone
 *     when absent
 * @param storageType {@code storageType}: the storage class, as the store calls it
 * @param contentType {@code content-type}
 * @param ifAbsent {@code if-none-match: *}: whether there must be no such object yet
 */
public record PutOptions(
    OptionalLong size,
    Optional<String> acl,
    Optional<String> storageType,
    Optional<String> contentType,
    boolean ifAbsent) {

  /** The media type of an object whose put names none. */
  public static final String UNKNOWN_CONTENT = "application/octet-stream";

  private static final List<String> SIZE = List.of("filesize", "fileSize");

  /**
   * Reads the metadata.
   *
   * @throws IllegalArgumentException when a size is no number of bytes, or {@code if-none-match}
   *     has another value than {@code *}
   */
  public static PutOptions of(Map<String, String> metadata) {
    return new PutOptions(
        size(metadata),
        given(metadata, "ACL"),
        given(metadata, "storageType"),
        given(metadata, "content-type"),
        ifAbsent(metadata));
  }

  private static OptionalLong size(Map<String, String> metadata) {
    for (var key : SIZE) {
      var text = given(metadata, key);
      if (text.isPresent()) {
        return OptionalLong.of(size(key, text.get()));
      }
    }
    return OptionalLong.empty();
  }

  private static long size(String key, String text) {
    var digits = text.strip();
    if (!digits.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "metadata: %s: \"%s\" (expected: a number of bytes)".formatted(key, text));
    }
    return Long.parseLong(digits);
  }

  private static boolean ifAbsent(Map<String, String> metadata) {
    var etag = given(metadata, "if-none-match");
    if (etag.isPresent() && !etag.get().equals("*")) {
      throw new IllegalArgumentException(
          "metadata: if-none-match: \"%s\" (expected: *)".formatted(etag.get()));
    }
    return etag.isPresent();
  }

  private static Optional<String> given(Map<String, String> metadata, String key) {
    return Optional.ofNullable(metadata.get(key)).filter(text -> !text.isEmpty());
  }
}

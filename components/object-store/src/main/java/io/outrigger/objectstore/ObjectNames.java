package io.outrigger.objectstore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Judges the names of files, and says which object each one is: a key in the store's own bucket, or
 * {@code bucket/key} when the store has none of its own. Safe for use by many threads.
 *
 * @param bucket the store's own bucket
 * @param longestKey how many bytes of UTF-8 a key may have
 */
public record ObjectNames(Optional<String> bucket, int longestKey) {

  /**
   * The object that a name means.
   *
   * @throws IllegalArgumentException when it has no bucket where it needs one, or its key is empty,
   *     too long, begins with a slash, has a NUL, or has a part that is {@code .} or {@code ..}
   */
  public ObjectName object(String name) {
    var object = split("name", name);
    if (object.key().isEmpty()) {
      throw refused("name", name, bucket.isPresent() ? "not empty" : "bucket/key");
    }
    return object;
  }

  /**
   * The objects that a prefix of names means.
   *
   * @throws IllegalArgumentException when no name could begin so, or it does not say which bucket
   */
  public ObjectName prefix(String prefix) {
    return split("prefix", prefix);
  }

  /** The name that callers give to an object of {@code bucket}. */
  public String name(ObjectName object) {
    return bucket.isPresent() ? object.key() : object.bucket() + '/' + object.key();
  }

  private ObjectName split(String what, String text) {
    if (bucket.isPresent()) {
      return new ObjectName(bucket.get(), judged(what, text, text));
    }
    int slash = text.indexOf('/');
    var own = slash < 0 ? text : text.substring(0, slash);
    if (own.isEmpty() || isWay(own)) {
      throw refused(what, text, "bucket/key, since the store has no setting \"bucket\"");
    }
    return new ObjectName(own, slash < 0 ? "" : judged(what, text, text.substring(slash + 1)));
  }

  private String judged(String what, String text, String key) {
    if (key.startsWith("/")) {
      throw refused(what, text, "no slash at its beginning");
    }
    if (key.indexOf('\0') >= 0) {
      throw refused(what, text.replace('\0', '\u2400'), "no NUL");
    }
    if (List.of(key.split("/", -1)).stream().anyMatch(ObjectNames::isWay)) {
      throw refused(what, text, "no part that is . or ..");
    }
    int length = key.getBytes(StandardCharsets.UTF_8).length;
    if (length > longestKey) {
      throw new IllegalArgumentException(
          "%s: %d bytes of UTF-8 (expected: at most %d)".formatted(what, length, longestKey));
    }
    return key;
  }

  private static boolean isWay(String part) {
    return part.equals(".") || part.equals("..");
  }

  private static IllegalArgumentException refused(String what, String text, String expected) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: %s)".formatted(what, text, expected));
  }
}

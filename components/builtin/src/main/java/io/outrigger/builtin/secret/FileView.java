package io.outrigger.builtin.secret;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the file of secrets at one moment.
 *
 * @param secrets what it held when it was good last; immutable
 * @param contentHash tells that content from others well enough to decide about a log line
 * @param failure why it is not good now; empty when it is
 * @param stamp the file that was read, if it need not be read again unless its stamp changes
 */
record FileView(
    Map<String, Map<String, Secret>> secrets,
    int contentHash,
    Optional<ComponentException> failure,
    Optional<FileStamp> stamp) {

  private static final FileView NOTHING =
      new FileView(Map.of(), 0, Optional.empty(), Optional.empty());

  /** A file that has not been read. */
  static FileView nothing() {
    return NOTHING;
  }

  /** A good file. */
  static FileView good(
      Map<String, Map<String, Secret>> secrets, Bytes content, Optional<FileStamp> stamp) {
    return new FileView(secrets, content.hashCode(), Optional.empty(), stamp);
  }

  /** The same secrets, of a file that is not good any more. */
  FileView failed(ComponentException reason, Optional<FileStamp> readStamp) {
    return new FileView(secrets, contentHash, Optional.of(reason), readStamp);
  }

  /** Whether the file that has this stamp was read already. */
  boolean knows(FileStamp current) {
    return stamp.isPresent() && stamp.get().equals(current);
  }

  /** Whether people would call it the same file in the same state. */
  boolean looksLike(FileView other) {
    return contentHash == other.contentHash && problem().equals(other.problem());
  }

  /** Why the file is not good now; empty when it is. */
  String problem() {
    return failure.map(Throwable::getMessage).orElse("");
  }
}

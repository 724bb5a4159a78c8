package io.outrigger.builtin.secret;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells a file from what it was before, without reading it.
 *
 * @param key the file itself, such as its inode, so that a link that leads to another file is
 *     noticed; empty where the file system has none
 * @param modified when it was written last
 * @param size in bytes
 */
record FileStamp(Optional<Object> key, FileTime modified, long size) {

  /** The coarsest time that file systems in use keep, that of FAT. */
  private static final Duration COARSEST_TICK = Duration.ofSeconds(2);

  /**
   * The stamp of a file, or of the one that a link leads to.
   *
   * @throws IOException also when it is no regular file: a pipe would block whoever reads it
   */
  static FileStamp of(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    return new FileStamp(
        Optional.ofNullable(attributes.fileKey()),
        attributes.lastModifiedTime(),
        attributes.size());
  }

  /**
   * False when the file was written so shortly before {@code time} that one more write after it
   * could leave the same stamp.
   */
  boolean isSettledAt(Instant time) {
    return modified.toInstant().plus(COARSEST_TICK).isBefore(time);
  }
}

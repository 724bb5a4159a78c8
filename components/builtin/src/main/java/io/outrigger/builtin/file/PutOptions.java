package io.outrigger.builtin.file;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the metadata of a put asks for, in the notation of Layotto's local store: decimal numbers
 * with the bits of open(2) on Linux. There both are required; here neither is.
 *
 * @param permissions of the file, less the umask of the process; empty for those of the file it
 *     replaces, or else what the umask leaves
 * @param create whether the file may be new
 * @param exclusive whether it must be new
 * @param append whether the content goes behind that of the file it replaces
 */
record PutOptions(
    Optional<Set<PosixFilePermission>> permissions,
    boolean create,
    boolean exclusive,
    boolean append) {

  /** The permissions of the file. */
  static final String FILE_MODE = "FileMode";

  /** How the file is opened; bits other than those named here mean nothing. */
  static final String FILE_FLAG = "FileFlag";

  private static final int CREATE = 64;
  private static final int EXCLUSIVE = 128;
  private static final int APPEND = 1024;

  /**
   * Reads the metadata.
   *
   * @throws IllegalArgumentException when a value is no number
   */
  static PutOptions of(Map<String, String> metadata) {
    int flag = number(metadata, FILE_FLAG).orElse(CREATE);
    boolean create = (flag & CREATE) != 0;
    return new PutOptions(
        number(metadata, FILE_MODE).map(FileMode::permissions),
        create,
        create && (flag & EXCLUSIVE) != 0,
        (flag & APPEND) != 0);
  }

  private static Optional<Integer> number(Map<String, String> metadata, String key) {
    var value = metadata.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseUnsignedInt(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" (expected: a decimal number of 32 bits)".formatted(key, value), e);
    }
  }
}

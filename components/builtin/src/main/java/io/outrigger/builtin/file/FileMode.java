package io.outrigger.builtin.file;

import io.outrigger.spi.file.FileFacts;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The permissions of a file as a number whose lowest nine bits are those of chmod(2). */
final class FileMode {

  /** Go's bit for a directory, which Layotto's clients may look at. */
  private static final long DIRECTORY = 1L << 31;

  private static final int HIGHEST = 8;

  private FileMode() {}

  /** The permissions that the bits of a number stand for. */
  static Set<PosixFilePermission> permissions(int bits) {
    var permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (var permission : PosixFilePermission.values()) {
      if ((bits & bit(permission)) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  /** The facts about a file or directory. */
  static FileFacts facts(String name, PosixFileAttributes attributes) {
    return new FileFacts(
        name,
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Map.of(
            PutOptions.FILE_MODE,
            Long.toString(of(attributes)),
            "IsDir",
            Boolean.toString(attributes.isDirectory())));
  }

  /** The number that Go's {@code os.FileMode} has for a file or directory. */
  private static long of(PosixFileAttributes attributes) {
    long mode = attributes.isDirectory() ? DIRECTORY : 0;
    for (var permission : attributes.permissions()) {
      mode |= bit(permission);
    }
    return mode;
  }

  /** Java lists the permissions from the owner's reading to the others' executing. */
  @SuppressWarnings("EnumOrdinal")
  private static int bit(PosixFilePermission permission) {
    return 1 << (HIGHEST - permission.ordinal());
  }
}

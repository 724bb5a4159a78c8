package io.outrigger.builtin.file;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** Says with which code a failure of the file system reaches the caller. */
final class FileFailures {

  private FileFailures() {}

  /** Work on the file system. */
  @FunctionalInterface
  interface Work<T> {

    /** Does it. */
    T run() throws IOException;
  }

  /** Work on the file system that answers nothing. */
  @FunctionalInterface
  interface Action {

    /** Does it. */
    void run() throws IOException;
  }

  /** Does work that concerns the file {@code name}; a failure nobody has classified stays as is. */
  static <T> T translating(String name, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      throw translated(name, e);
    }
  }

  /** Like {@link #translating}, for work that answers nothing. */
  static void translatingAll(String name, Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      throw translated(name, e);
    }
  }

  static ComponentException notFound(String name) {
    return new ComponentException(ErrorCode.NOT_FOUND, file(name) + " is not there");
  }

  static ComponentException alreadyExists(String name) {
    return new ComponentException(
        ErrorCode.ALREADY_EXISTS, file(name) + " is there already (expected: none, by O_EXCL)");
  }

  static ComponentException interrupted(String name) {
    return new ComponentException(ErrorCode.CANCELLED, file(name) + ": interrupted");
  }

  /** Refuses a directory, a device and the like. */
  static void requireFile(String name, PosixFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      var what = attributes.isDirectory() ? "a directory" : "no regular file";
      throw new IllegalArgumentException(file(name) + " is " + what + " (expected: a file)");
    }
  }

  /** Throws the failure with a code, or answers it when nobody has classified it. */
  private static IOException translated(String name, IOException failure) {
    var coded = translate(name, failure);
    if (coded.isPresent()) {
      throw coded.get();
    }
    return failure;
  }

  private static Optional<ComponentException> translate(String name, IOException failure) {
    return switch (failure) {
      case ClosedByInterruptException ignored -> Optional.of(interrupted(name));
      case NoSuchFileException ignored -> Optional.of(notFound(name));
      case FileAlreadyExistsException ignored -> Optional.of(alreadyExists(name));
      case AccessDeniedException ignored ->
          coded(ErrorCode.PERMISSION_DENIED, name, "the system denies access", failure);
      case NotDirectoryException ignored ->
          coded(
              ErrorCode.INVALID_ARGUMENT, name, "a file stands where a directory has to", failure);
      default -> byMessage(name, failure);
    };
  }

  /** Java has no types for these; the texts are those of the C library. */
  private static Optional<ComponentException> byMessage(String name, IOException failure) {
    var message = Objects.toString(failure.getMessage(), "");
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return coded(ErrorCode.RESOURCE_EXHAUSTED, name, "no space is left", failure);
    }
    if (message.contains("File name too long")) {
      return coded(
          ErrorCode.INVALID_ARGUMENT, name, "the file system takes no name so long", failure);
    }
    if (message.contains("Read-only file system") || message.contains("not permitted")) {
      return coded(ErrorCode.PERMISSION_DENIED, name, "the system denies access", failure);
    }
    return Optional.empty();
  }

  private static Optional<ComponentException> coded(
      ErrorCode code, String name, String what, IOException cause) {
    return Optional.of(new ComponentException(code, file(name) + ": " + what, cause));
  }

  private static String file(String name) {
    return "file \"" + name + '"';
  }
}

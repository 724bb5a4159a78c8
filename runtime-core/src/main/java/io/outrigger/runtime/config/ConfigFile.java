package io.outrigger.runtime.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a config's bytes. */
final class ConfigFile {

  private static final int MAX_BYTES = 16 << 20;

  private ConfigFile() {}

  /**
   * The bytes of {@code file}.
   *
   * @throws ConfigException when it cannot be read or has more than 16 MiB
   */
  static byte[] read(Path file) {
    if (Files.isDirectory(file)) {
      throw failure(file, "is a directory (expected: a file)");
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw failure(file, "is too large (expected: at most 16MiB)");
      }
      return bytes;
    } catch (IOException e) {
      throw failure(file, reason(e));
    }
  }

  /** Why the file could not be read, in words. */
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "may not be read by this user";
      default -> "cannot be read: " + failure.getMessage();
    };
  }

  private static ConfigException failure(Path file, String what) {
    return new ConfigException(
        file.toString(), List.of(Problem.ofFile("the file " + file + " " + what)), List.of());
  }
}

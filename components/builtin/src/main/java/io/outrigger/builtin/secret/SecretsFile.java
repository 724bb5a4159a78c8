package io.outrigger.builtin.secret;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The file of secrets. Its methods block. Safe for use by many threads. */
final class SecretsFile {

  private final LocalFileSecretSettings settings;
  private final ComponentContext context;
  private final Path path;

  SecretsFile(LocalFileSecretSettings settings, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    this.path = settings.secretsFile();
  }

  /**
   * How the file is now: the same view when it has not changed since {@code before}, and one that
   * keeps the secrets of {@code before} when it cannot be read or is broken.
   */
  FileView look(FileView before) {
    var now = context.clock().instant();
    try {
      var stamp = FileStamp.of(path);
      return before.knows(stamp)
          ? before
          : read(before, Optional.of(stamp).filter(each -> each.isSettledAt(now)));
    } catch (IOException e) {
      return before.failed(unreadable(e), Optional.empty());
    }
  }

  private FileView read(FileView before, Optional<FileStamp> stamp) throws IOException {
    var content = Bytes.wrap(Files.readAllBytes(path));
    try {
      return FileView.good(secrets(content), content, stamp);
    } catch (IllegalArgumentException e) {
      return before.failed(broken(e), stamp);
    }
  }

  private Map<String, Map<String, Secret>> secrets(Bytes content) {
    return SecretsDocument.secrets(context.json("content", content), settings);
  }

  private ComponentException unreadable(IOException e) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE,
        "secretsFile: %s: %s (expected: a JSON file to read)".formatted(path, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> e.toString();
    };
  }

  private ComponentException broken(IllegalArgumentException e) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE, "secretsFile: %s: %s".formatted(path, e.getMessage()), e);
  }
}

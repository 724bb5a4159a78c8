package io.outrigger.runtime.access;

import io.outrigger.runtime.component.Failures;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that the config names.
 *
 * @param setting where it does, such as {@code server.tls.key}
 */
public record NamedFile(String setting, Path path) {

  /**
   * What is in it.
   *
   * @throws UnusableFileException when it cannot be read
   */
  public byte[] read() {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new UnusableFileException(setting, "there is no file " + path, e);
    } catch (AccessDeniedException e) {
      throw new UnusableFileException(setting, path + " may not be read by this user", e);
    } catch (IOException e) {
      throw unusable("cannot be read: " + Failures.message(e), e);
    }
  }

  /** That it cannot be used. */
  public UnusableFileException unusable(String problem) {
    return new UnusableFileException(setting, path + " " + problem);
  }

  /** That it cannot be used because of a failure. */
  public UnusableFileException unusable(String problem, Throwable cause) {
    return new UnusableFileException(setting, path + " " + problem, cause);
  }
}

package io.outrigger.runtime.cli;

import io.outrigger.runtime.reference.ReferencePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes files that are generated: one that is already right stays as it is, and as old. */
final class GeneratedFile {

  private GeneratedFile() {}

  /**
   * Writes {@code text} into {@code file}.
   *
   * @throws InputException when that cannot be done
   */
  static void write(Path file, String text) {
    try {
      if (!Files.isRegularFile(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
      }
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /**
   * Writes the pages, by name, into {@code directory}, which is made when it is not there, and
   * removes those from it that were generated earlier and are none of them.
   *
   * @throws InputException when that cannot be done
   */
  static void writeAll(Path directory, Map<String, String> pages) {
    try {
      Files.createDirectories(directory);
      pages.forEach((name, text) -> write(directory.resolve(name), text));
      for (var file : pages(directory)) {
        if (!pages.containsKey(file.getFileName().toString()) && isGenerated(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw failure(directory, e);
    }
  }

  private static List<Path> pages(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
          .toList();
    }
  }

  private static boolean isGenerated(Path page) throws IOException {
    return Files.readString(page).startsWith(ReferencePages.MARK);
  }

  private static InputException failure(Path file, IOException cause) {
    return new InputException("cannot write " + file + ": " + cause, cause);
  }
}

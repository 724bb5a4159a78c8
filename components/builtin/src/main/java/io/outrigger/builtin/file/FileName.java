package io.outrigger.builtin.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A name that cannot lead out of the root, unless through a symbolic link.
 *
 * @param parts what stands between the slashes, at least one
 */
record FileName(List<String> parts) {

  /** The directory of unfinished files, which no name leads into. */
  static final String RESERVED = ".outrigger-tmp";

  /** Bounds the directories that a list has open at a time. */
  static final int MOST_PARTS = 100;

  FileName {
    parts = List.copyOf(parts);
  }

  /**
   * Judges a name.
   *
   * @throws IllegalArgumentException when it is absolute, has a part that is empty, {@code .} or
   *     {@code ..}, has a NUL or a backslash, or cannot be a path of this process
   */
  static FileName parse(String text) {
    if (text.isEmpty()) {
      throw refused(text, "a name that is not empty");
    }
    var parts = split(text);
    for (var part : parts) {
      if (part.isEmpty()) {
        throw refused(text, "no slash at its beginning or end, nor two in a row");
      }
    }
    return new FileName(parts);
  }

  /**
   * Judges what names are to begin with: like a name, but its last part may be empty.
   *
   * @throws IllegalArgumentException when no name could begin so
   */
  static List<String> parsePrefix(String text) {
    var parts = split(text);
    for (var part : parts.subList(0, parts.size() - 1)) {
      if (part.isEmpty()) {
        throw refused(text, "no slash at its beginning, nor two in a row");
      }
    }
    return parts;
  }

  /** The directories that lead to the file. */
  List<String> parents() {
    return parts.subList(0, parts.size() - 1);
  }

  /** The name within the last directory. */
  String last() {
    return parts.getLast();
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }

  private static List<String> split(String text) {
    requireNoSpecialCharacter(text);
    var parts = List.of(text.split("/", -1));
    if (parts.contains("..") || parts.contains(".")) {
      throw refused(text, "no part that is . or ..");
    }
    if (parts.getFirst().equals(RESERVED)) {
      throw refused(text, "none in " + RESERVED + ", which holds unfinished files");
    }
    if (parts.size() > MOST_PARTS) {
      throw refused(text, "at most " + MOST_PARTS + " parts");
    }
    return parts;
  }

  private static void requireNoSpecialCharacter(String text) {
    if (text.indexOf('\0') >= 0) {
      throw refused(text.replace('\0', '\u2400'), "no NUL");
    }
    if (text.indexOf('\\') >= 0) {
      throw refused(text, "no backslash; parts are separated by /");
    }
    try {
      var _ = Path.of(text);
    } catch (InvalidPathException e) {
      var encoding = System.getProperty("sun.jnu.encoding");
      throw new IllegalArgumentException(
          "name: \"%s\" (expected: characters of %s, the encoding of this process)"
              .formatted(text, encoding),
          e);
    }
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException("name: \"" + text + "\" (expected: " + expected + ')');
  }
}

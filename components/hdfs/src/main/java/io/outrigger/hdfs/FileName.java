package io.outrigger.hdfs;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A name that HDFS can keep and that cannot lead out of the root.
 *
 * @param parts what stands between the slashes, at least one
 */
record FileName(List<String> parts) {

  /** The directory of unfinished files, which no name leads into. */
  static final String RESERVED = ".outrigger-tmp";

  /** Bounds how deep a list goes. */
  static final int MOST_PARTS = 100;

  /** Doors of HDFS itself to snapshots and to everything else there is. */
  private static final List<String> OF_HDFS = List.of(".snapshot", ".reserved");

  FileName {
    parts = List.copyOf(parts);
  }

  /**
   * Judges a name.
   *
   * @throws IllegalArgumentException when it is absolute, has a part that is empty, {@code .} or
   *     {@code ..} or means something to HDFS, or has a character that cannot be kept
   */
  static FileName parse(String text) {
    if (text.isEmpty()) {
      throw refused(text, "a name that is not empty");
    }
    var parts = split(text);
    if (parts.contains("")) {
      throw refused(text, "no slash at its beginning or end, nor two in a row");
    }
    return new FileName(parts);
  }

  /**
   * Judges what names are to begin with: like a name, but its last part need not be whole.
   *
   * @return the directories that it leads through, each with a slash behind it; empty for none
   * @throws IllegalArgumentException when no name could begin so
   */
  static String parsePrefix(String text) {
    requirePossibleCharacters(text);
    int slash = text.lastIndexOf('/');
    if (slash >= 0 && split(text.substring(0, slash)).contains("")) {
      throw refused(text, "no slash at its beginning, nor two in a row");
    }
    if (text.substring(slash + 1).equals("..")) {
      throw refused(text, "no part that is ..");
    }
    return text.substring(0, slash + 1);
  }

  /** True when a part of a name that stands in HDFS is one that callers can ask for. */
  static boolean canBeAskedFor(String part) {
    return part.indexOf('\0') < 0 && !OF_HDFS.contains(part);
  }

  /** The directories that lead to the file. */
  List<String> parents() {
    return parts.subList(0, parts.size() - 1);
  }

  @Override
  public String toString() {
    return String.join("/", parts);
  }

  private static List<String> split(String text) {
    requirePossibleCharacters(text);
    var parts = List.of(text.split("/", -1));
    if (parts.contains("..") || parts.contains(".")) {
      throw refused(text, "no part that is . or ..");
    }
    if (parts.getFirst().equals(RESERVED)) {
      throw refused(text, "none in " + RESERVED + ", which holds unfinished files");
    }
    for (var part : OF_HDFS) {
      if (parts.contains(part)) {
        throw refused(text, "no part that is " + part + ", which HDFS keeps for itself");
      }
    }
    if (parts.size() > MOST_PARTS) {
      throw refused(text, "at most " + MOST_PARTS + " parts");
    }
    return parts;
  }

  private static void requirePossibleCharacters(String text) {
    if (text.indexOf('\0') >= 0) {
      throw refused(text.replace('\0', '\u2400'), "no NUL");
    }
    if (text.indexOf(StoredNames.COLON) >= 0) {
      throw refused(text, "no U+F03A, which stands for a colon in HDFS");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw refused(text, "text that UTF-8 can encode");
    }
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException("name: \"" + text + "\" (expected: " + expected + ')');
  }
}

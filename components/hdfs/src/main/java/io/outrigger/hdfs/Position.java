package io.outrigger.hdfs;

import java.nio.charset.StandardCharsets;

/**
 * A place between the names of a directory in the order of the NameNode.
 *
 * @param text what may be a name itself; the place is behind it
 * @param behindAll whether the place is behind all other names that begin with {@code text}, too
 */
record Position(String text, boolean behindAll) implements Comparable<Position> {

  /** Before all names. */
  static final Position BEGINNING = new Position("", false);

  /** More of the last character in the order of the NameNode than a name can have. */
  private static final String REST = "\u007f".repeat(255);

  private static final NameOrder ORDER = NameOrder.OF_THE_NAME_NODE;
  private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

  /** Right behind a name. */
  static Position behind(String name) {
    return new Position(name, false);
  }

  /** Before all names that begin with {@code node} and the character {@code next}. */
  static Position before(String node, int next) {
    return switch (next) {
      case 0 -> new Position(node + HIGHEST, true);
      case 0x80 -> behind(node);
      case Character.MAX_SURROGATE + 1 -> behindAll(node, Character.MIN_SURROGATE - 1);
      default -> behindAll(node, next - 1);
    };
  }

  private static Position behindAll(String node, int next) {
    return new Position(node + Character.toString(next), true);
  }

  /** True when a name stands behind this place. */
  boolean isBefore(String name) {
    return ORDER.compare(name, text) > 0 && !(behindAll && name.startsWith(text));
  }

  /** The name that a NameNode is asked to go on behind. */
  byte[] startAfter() {
    return (behindAll ? text + REST : text).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Position other) {
    if (text.equals(other.text)) {
      return Boolean.compare(behindAll, other.behindAll);
    }
    if (behindAll && other.text.startsWith(text)) {
      return 1;
    }
    if (other.behindAll && text.startsWith(other.text)) {
      return -1;
    }
    return ORDER.compare(text, other.text);
  }
}

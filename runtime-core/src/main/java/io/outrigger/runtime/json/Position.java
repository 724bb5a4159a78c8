package io.outrigger.runtime.json;

import java.util.Comparator;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, counting characters (code points), a tab being one
 */
public record Position(int line, int column) implements Comparable<Position> {

  /** The first character of a text. */
  public static final Position START = new Position(1, 1);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  /** Refuses numbers below 1. */
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line " + line + " column " + column + " (expected: both >= 1)");
    }
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** The form that problem reports use: {@code line 3 column 14}. */
  @Override
  public String toString() {
    return "line " + line + " column " + column;
  }
}

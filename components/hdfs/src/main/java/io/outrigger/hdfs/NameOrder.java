package io.outrigger.hdfs;

import java.util.Comparator;

/** Orders of names. */
enum NameOrder implements Comparator<String> {

  /** By code point, which is that of their UTF-8 bytes and that in which files are listed. */
  BY_CODE_POINT {
    @Override
    int compareDifferent(char left, char right) {
      return compareCodePoints(left, right);
    }
  },

  /**
   * As the NameNode has them: by UTF-8 bytes with a sign, so that those of a character beyond ASCII
   * come before ASCII.
   */
  OF_THE_NAME_NODE {
    @Override
    int compareDifferent(char left, char right) {
      boolean sameKind = isAscii(left) == isAscii(right);
      return sameKind ? compareCodePoints(left, right) : isAscii(left) ? 1 : -1;
    }
  };

  private static final int ASCII_END = 0x80;

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return compareDifferent(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  abstract int compareDifferent(char left, char right);

  static boolean isAscii(int character) {
    return character < ASCII_END;
  }

  private static int compareCodePoints(char left, char right) {
    // A surrogate is half of a character beyond all those that need none.
    boolean sameLength = Character.isSurrogate(left) == Character.isSurrogate(right);
    return sameLength ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
  }
}

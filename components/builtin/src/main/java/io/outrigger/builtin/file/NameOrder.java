package io.outrigger.builtin.file;

import java.util.Comparator;

/**
 * The order of names by code point, which is that of their UTF-8 bytes and that of S3. It differs
 * from the order of {@code String} for characters beyond U+FFFF.
 */
enum NameOrder implements Comparator<String> {
  BY_CODE_POINT;

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate is half of a character beyond all those that need none.
        boolean sameLength = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameLength ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}

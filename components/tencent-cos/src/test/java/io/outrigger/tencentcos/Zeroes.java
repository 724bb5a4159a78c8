package io.outrigger.tencentcos;

import java.io.InputStream;

/** So many zeroes. For use by one thread. */
final class Zeroes extends InputStream {

  private long left;

  Zeroes(long size) {
    left = size;
  }

  @Override
  public int read() {
    if (left == 0) {
      return -1;
    }
    left--;
    return 0;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = (int) Math.min(length, left);
    left -= count;
    return count == 0 && length > 0 ? -1 : count;
  }
}

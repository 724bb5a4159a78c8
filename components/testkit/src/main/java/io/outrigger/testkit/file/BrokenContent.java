package io.outrigger.testkit.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Content that fails after some bytes. For use by one thread. */
final class BrokenContent extends InputStream {

  private final IOException failure;
  private int left;

  BrokenContent(int bytes, IOException failure) {
    left = bytes;
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      throw failure;
    }
    left--;
    return 'b';
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (left == 0) {
      throw failure;
    }
    int count = Math.min(length, left);
    Arrays.fill(target, offset, offset + count, (byte) 'b');
    left -= count;
    return count;
  }
}

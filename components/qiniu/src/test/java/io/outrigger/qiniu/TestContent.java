package io.outrigger.qiniu;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Content that is not held in memory, and may end badly. For use by one thread. */
final class TestContent extends InputStream {

  private final long size;
  private final End end;
  private final byte[] pattern = bytes(8191);
  private long place;

  private TestContent(long size, End end) {
    this.size = size;
    this.end = end;
  }

  /** How content ends. */
  @FunctionalInterface
  private interface End {
    int read() throws IOException;
  }

  /** Content that ends well. */
  static TestContent of(long size) {
    return new TestContent(size, () -> -1);
  }

  /** Content that fails behind so many bytes. */
  static TestContent failing(long size, IOException failure) {
    return new TestContent(
        size,
        () -> {
          throw failure;
        });
  }

  /** Content of which nothing comes behind so many bytes; the latch is counted down then. */
  static TestContent stalling(long size, CountDownLatch stalled) {
    return new TestContent(size, () -> stall(stalled));
  }

  private static int stall(CountDownLatch stalled) throws IOException {
    stalled.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("interrupted while content was waited for");
  }

  /** Always the same bytes. */
  static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (place == size) {
      return end.read();
    }
    int from = (int) (place % pattern.length);
    int count = (int) Math.min(Math.min(length, pattern.length - from), size - place);
    System.arraycopy(pattern, from, target, offset, count);
    place += count;
    return count;
  }

  /** What the whole of it is. */
  static byte[] all(int size) {
    var all = new byte[size];
    var pattern = bytes(8191);
    for (int i = 0; i < size; i += pattern.length) {
      System.arraycopy(pattern, 0, all, i, Math.min(pattern.length, size - i));
    }
    return Arrays.copyOf(all, size);
  }
}

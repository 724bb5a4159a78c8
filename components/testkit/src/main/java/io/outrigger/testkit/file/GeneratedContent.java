package io.outrigger.testkit.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Content of any size that is not held in memory: each byte follows from a number and its place.
 * For use by one thread.
 */
final class GeneratedContent extends InputStream {

  private static final int PERIOD = 8191;

  private final byte[] pattern = new byte[2 * PERIOD];
  private final long size;
  private long place;

  /** Content that differs from that of other numbers. */
  GeneratedContent(long size, int number) {
    this.size = size;
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (byte) ((i % PERIOD) * 31 + (i % PERIOD >> 5) + number * 101);
    }
  }

  /** All of some generated content. */
  static byte[] bytes(int size, int number) {
    try (var content = new GeneratedContent(size, number)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size and the checksum of a stream, which is read to its end. */
  static String checksum(InputStream content) throws IOException {
    var checksum = new CRC32C();
    var buffer = new byte[64 * 1024];
    long total = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      checksum.update(buffer, 0, count);
      total += count;
    }
    return "%d bytes, CRC32C %08x".formatted(total, checksum.getValue());
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (place >= size) {
      return -1;
    }
    int count = (int) Math.min(Math.min(length, PERIOD), size - place);
    System.arraycopy(pattern, (int) (place % PERIOD), target, offset, count);
    place += count;
    return count;
  }
}

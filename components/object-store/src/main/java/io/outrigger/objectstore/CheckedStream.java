package io.outrigger.objectstore;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A download that must be as long as the store said and, where the store gives a checksum, must
 * have that. Both are checked before the last bytes are given out. For one thread.
 */
public final class CheckedStream extends FilterInputStream {

  private final String name;
  private final long length;
  private final @Nullable Expected expected;
  private long count;
  private boolean checked;

  private CheckedStream(
      InputStream content, String name, long length, @Nullable Expected expected) {
    super(content);
    this.name = name;
    this.length = length;
    this.expected = expected;
  }

  private record Expected(Checksum checksum, String value) {}

  /** A download of {@code length} bytes of the file {@code name}. */
  public static CheckedStream of(InputStream content, String name, long length) {
    return new CheckedStream(content, name, length, null);
  }

  /** The same download, of a whole file whose {@code checksum} is {@code value}, in any case. */
  public CheckedStream with(Checksum checksum, String value) {
    return new CheckedStream(in, name, length, new Expected(checksum, value));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Reads.
   *
   * @throws EOFException when the store has given fewer bytes than it said
   * @throws ComponentException DATA_LOSS when the checksum is another
   */
  @Override
  public int read(byte[] target, int offset, int most) throws IOException {
    int read = in.read(target, offset, most);
    if (read > 0) {
      count += read;
      if (expected != null) {
        expected.checksum.update(target, offset, read);
      }
    }
    if (read < 0 && count < length) {
      throw new EOFException(
          "file \"%s\": the store has sent %d of %d bytes".formatted(name, count, length));
    }
    if (count >= length) {
      check();
    }
    return read;
  }

  private void check() {
    if (expected == null || checked) {
      return;
    }
    checked = true;
    var value = expected.checksum.value();
    if (!value.equalsIgnoreCase(expected.value)) {
      throw new ComponentException(
          ErrorCode.DATA_LOSS,
          "file \"%s\": its checksum is %s (expected: %s, as the store says)"
              .formatted(name, value, expected.value));
    }
  }

  /** Reads what it skips, so that it can be checked. */
  @Override
  public long skip(long bytes) throws IOException {
    long skipped = 0;
    var ignored = new byte[Math.clamp(bytes, 0, 8192)];
    while (skipped < bytes) {
      int read = read(ignored, 0, (int) Math.min(ignored.length, bytes - skipped));
      if (read < 0) {
        return skipped;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

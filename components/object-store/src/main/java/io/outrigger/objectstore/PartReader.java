package io.outrigger.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Reads content in parts of one size; only the last may be shorter. There is one buffer, which
 * every part uses again; it grows with the content, in two steps, so that a small file costs
 * little. While it grows it takes one part and 1 MiB of memory at most. For one thread.
 */
public final class PartReader {

  private static final int FIRST_BUFFER = 64 << 10;
  private static final int SECOND_BUFFER = 1 << 20;
  private static final int NOTHING = -1;

  private final InputStream content;
  private final int partBytes;
  private final OptionalLong declared;
  private byte[] buffer;
  private long total;

  /** The byte behind the part that was read last, which tells that there is another part. */
  private int ahead = NOTHING;

  /**
   * Reads {@code content}, which the caller closes.
   *
   * @param partBytes how many bytes a part has
   * @param declared how many bytes the content must have
   */
  public PartReader(InputStream content, int partBytes, OptionalLong declared) {
    this.content = content;
    this.partBytes = partBytes;
    this.declared = declared;
    this.buffer = new byte[Math.min(partBytes, FIRST_BUFFER)];
  }

  /**
   * A part of the content.
   *
   * @param buffer begins with the bytes; they are valid until the next part is read
   * @param length how many bytes there are
   * @param isLast whether the content ends with this part
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on at once, and never compared.
  public record Part(byte[] buffer, int length, boolean isLast) {}

  /**
   * Reads the next part; the first one may be empty. Not to be called again behind the last.
   *
   * @throws IllegalArgumentException when the content has not as many bytes as were declared
   * @throws IOException what the content fails with
   */
  public Part next() throws IOException {
    int length = fill();
    total += length;
    boolean isLast = length < partBytes || isAtEnd();
    checkSize(isLast);
    return new Part(buffer, length, isLast);
  }

  private int fill() throws IOException {
    int length = 0;
    if (ahead != NOTHING) {
      buffer[0] = (byte) ahead;
      ahead = NOTHING;
      length = 1;
    }
    while (true) {
      length += content.readNBytes(buffer, length, buffer.length - length);
      if (length < buffer.length || length == partBytes) {
        return length;
      }
      buffer = Arrays.copyOf(buffer, length < SECOND_BUFFER ? secondBuffer() : partBytes);
    }
  }

  private int secondBuffer() {
    return Math.min(partBytes, SECOND_BUFFER);
  }

  private boolean isAtEnd() throws IOException {
    ahead = content.read();
    return ahead == NOTHING;
  }

  private void checkSize(boolean isLast) {
    if (declared.isEmpty()) {
      return;
    }
    long expected = declared.getAsLong();
    long seen = isLast ? total : total + 1;
    if (seen > expected || (isLast && seen < expected)) {
      throw new IllegalArgumentException(
          "metadata: filesize: %d (expected: the content's length, %s%d)"
              .formatted(expected, isLast ? "" : "at least ", seen));
    }
  }
}

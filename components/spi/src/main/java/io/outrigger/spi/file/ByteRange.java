package io.outrigger.spi.file;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, as HTTP has it.
 *
 * @param first the first byte, from 0; with -1 the range is the {@code last} bytes of the file
 * @param last the last byte, included; {@link Long#MAX_VALUE} for the end of the file
 */
public record ByteRange(long first, long last) {

  private static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Refuses a range that ends before it begins. */
  public ByteRange {
    if (first < -1 || last < first || (first == -1 && last < 1)) {
      throw new IllegalArgumentException("range: %d to %d".formatted(first, last));
    }
  }

  /** The whole file. */
  public static ByteRange all() {
    return ALL;
  }

  /**
   * Reads {@code bytes=0-1023}, {@code bytes=1024-} or {@code bytes=-512} (RFC 9110, one range).
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static ByteRange parse(String text) {
    var match = FORM.matcher(text.strip());
    if (match.matches()) {
      var from = match.group(1);
      var to = match.group(2);
      try {
        if (!from.isEmpty()) {
          return new ByteRange(
              Long.parseLong(from), to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to));
        }
        if (!to.isEmpty()) {
          return new ByteRange(-1, Long.parseLong(to));
        }
      } catch (IllegalArgumentException e) {
        throw malformed(text, e);
      }
    }
    throw malformed(text, null);
  }

  private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "range: \"" + text + "\" (expected: bytes=0-1023, bytes=1024- or bytes=-512)", cause);
  }

  /** Where the range begins in a file of {@code size} bytes; at most {@code size}. */
  public long start(long size) {
    return first == -1 ? Math.max(0, size - last) : Math.min(first, size);
  }

  /** How many bytes of a file of {@code size} bytes the range has. */
  public long length(long size) {
    var end = first == -1 || last >= size ? size : last + 1;
    return Math.max(0, end - start(size));
  }
}

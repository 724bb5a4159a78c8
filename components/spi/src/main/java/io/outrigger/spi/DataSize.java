package io.outrigger.spi;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number of bytes.
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(B|KiB|MiB|GiB|KB|MB|GB)?");

  /** Refuses a negative number. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("size: " + bytes + " (expected: >= 0)");
    }
  }

  /** A number of bytes. */
  public static DataSize ofBytes(long bytes) {
    return new DataSize(bytes);
  }

  /** A number of mebibytes (1,048,576 bytes). */
  public static DataSize ofMebibytes(long mebibytes) {
    return new DataSize(Math.multiplyExact(mebibytes, 1L << 20));
  }

  /**
   * Reads {@code 4MiB}, {@code 64 KB} or a plain number of bytes. {@code KB}, {@code MB}, {@code
   * GB} are powers of 1000; {@code KiB}, {@code MiB}, {@code GiB} powers of 1024.
   *
   * @throws IllegalArgumentException when the text has another form or the size is beyond a long
   */
  public static DataSize parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" (expected: a size such as 4MiB, 64KiB or 1048576)");
    }
    var unit = match.group(2) == null ? "B" : match.group(2);
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(match.group(1)), factor(unit)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("\"" + text + "\" (expected: less than 8 EiB)", e);
    }
  }

  private static long factor(String unit) {
    long step = unit.contains("i") ? 1024 : 1000;
    return switch (unit.charAt(0)) {
      case 'K' -> step;
      case 'M' -> step * step;
      case 'G' -> step * step * step;
      default -> 1;
    };
  }

  @Override
  public String toString() {
    if (bytes > 0 && bytes % (1L << 20) == 0) {
      return String.format(Locale.ROOT, "%dMiB", bytes >> 20);
    }
    if (bytes > 0 && bytes % (1L << 10) == 0) {
      return String.format(Locale.ROOT, "%dKiB", bytes >> 10);
    }
    return bytes + "B";
  }
}

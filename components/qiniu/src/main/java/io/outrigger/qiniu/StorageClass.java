package io.outrigger.qiniu;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The storage classes of Qiniu, which are numbers there; the order here is that of the numbers. */
enum StorageClass {
  STANDARD,
  IA,
  ARCHIVE,
  DEEP_ARCHIVE,
  ARCHIVE_IR,
  INTELLIGENT_TIERING;

  private static final List<String> NAMES =
      List.of(values()).stream().map(StorageClass::toString).toList();

  /**
   * The number of a class that is given by name, in any case, or by number.
   *
   * @throws IllegalArgumentException when there is none such
   */
  static int number(String text) {
    var name = text.strip().toUpperCase(Locale.ROOT);
    return IntStream.range(0, NAMES.size())
        .filter(i -> NAMES.get(i).equals(name) || Integer.toString(i).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "metadata: storageType: \"%s\" (expected: one of %s)".formatted(text, NAMES)));
  }

  /** The name of a number; the number itself when Qiniu has a class that is not known here. */
  static String name(int number) {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : Integer.toString(number);
  }
}

package io.outrigger.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** How a file is written or read. Immutable: each method gives other options. */
public final class FileOptions {

  /** The whole file, nobody watching. */
  public static final FileOptions DEFAULT = new FileOptions(Map.of(), bytes -> {});

  private final Map<String, String> metadata;
  private final LongConsumer progress;

  private FileOptions(Map<String, String> metadata, LongConsumer progress) {
    this.metadata = Map.copyOf(metadata);
    this.progress = progress;
  }

  /** Something for the store, in the words of its type, such as {@code content-type}. */
  public FileOptions metadata(String name, String value) {
    var more = new HashMap<>(metadata);
    more.put(name, value);
    return new FileOptions(more, progress);
  }

  /**
   * Only these bytes of a file that is read; without effect on a write.
   *
   * @param first the first byte, from 0
   * @param last the last byte, which is read, too; may be beyond the end
   */
  public FileOptions range(long first, long last) {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "range: " + first + "-" + last + " (expected: 0 <= first <= last)");
    }
    return metadata("range", "bytes=" + first + "-" + last);
  }

  /**
   * Is told how many bytes have gone, after each piece. Must return at once: with the asynchronous
   * client, it is the connection's own thread that tells.
   */
  public FileOptions progress(LongConsumer progress) {
    return new FileOptions(metadata, progress);
  }

  Map<String, String> metadata() {
    return metadata;
  }

  LongConsumer progress() {
    return progress;
  }
}

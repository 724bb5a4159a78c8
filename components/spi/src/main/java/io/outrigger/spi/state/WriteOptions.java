package io.outrigger.spi.state;

/**
 * When a write may take place, and when it counts as done.
 *
 * @param etag the version that the caller saw last; empty when it does not care
 * @param concurrency which of two concurrent writes wins
 * @param consistency how far the write must have spread
 */
public record WriteOptions(String etag, Concurrency concurrency, Consistency consistency) {

  private static final WriteOptions ANY =
      new WriteOptions("", Concurrency.UNSPECIFIED, Consistency.UNSPECIFIED);

  /** A write that always takes place. */
  public static WriteOptions any() {
    return ANY;
  }

  /** A write that takes place only when the value has the version {@code etag}. */
  public static WriteOptions ifEtag(String etag) {
    return new WriteOptions(etag, Concurrency.FIRST_WRITE, Consistency.UNSPECIFIED);
  }

  /** A write that takes place only when there is no value yet. */
  public static WriteOptions ifAbsent() {
    return new WriteOptions("", Concurrency.FIRST_WRITE, Consistency.UNSPECIFIED);
  }

  /** True when the current version must be {@link #etag}. */
  public boolean needsEtag() {
    return !etag.isEmpty() && concurrency != Concurrency.LAST_WRITE;
  }

  /** True when there must be no value yet. */
  public boolean needsAbsence() {
    return etag.isEmpty() && concurrency == Concurrency.FIRST_WRITE;
  }
}

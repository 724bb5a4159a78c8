package io.outrigger.spi.state;

/** Which of two concurrent writes wins. */
public enum Concurrency {
  /** The first when an etag is given, else the last. */
  UNSPECIFIED,
  /** The first: a write needs the current etag, or the absence of the key when it gives none. */
  FIRST_WRITE,
  /** The last: an etag is not looked at. */
  LAST_WRITE
}

package io.outrigger.builtin.state;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Gives each write a version of its own, which is written as an etag in base 36.
 *
 * <p>Versions count up from the nanoseconds since 1970 at which the source was made. So no etag
 * comes twice after a restart either, unless there was more than one write a nanosecond or the
 * clock was set back. Safe for use by many threads.
 */
final class EtagSource {

  private static final int RADIX = 36;
  private static final Pattern FORM = Pattern.compile("[1-9a-z][0-9a-z]{0,12}");

  private final AtomicLong last;

  EtagSource(InstantSource clock) {
    last = new AtomicLong(clock.millis() * 1_000_000);
  }

  long next() {
    return last.incrementAndGet();
  }

  static String format(long version) {
    return Long.toString(version, RADIX);
  }

  /** False when no source could ever have given the etag. */
  static boolean isPossible(String etag) {
    return FORM.matcher(etag).matches();
  }
}

package io.outrigger.builtin.lock;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives each acquisition a number that is higher than those before. Safe for use by many threads.
 *
 * <p>Numbers count up from the microseconds since 1970 at which the source was made. So they do not
 * go back after a restart either, unless there was more than one acquisition a microsecond or the
 * clock was set back. Not nanoseconds, since a client that reads numbers as JavaScript does would
 * not tell neighbours of that size from each other.
 */
final class FencingTokens {

  private final AtomicLong last;

  FencingTokens(InstantSource clock) {
    last = new AtomicLong(clock.millis() * 1000);
  }

  long next() {
    return last.incrementAndGet();
  }
}

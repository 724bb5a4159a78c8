package io.outrigger.redis.client;

import io.outrigger.spi.ComponentException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a server that could not be reached is tried again: after pauses that grow, by one
 * connection at a time. Whoever comes in between is refused at once. Safe for use by many threads.
 */
final class Backoff {

  private static final long FIRST_PAUSE = Duration.ofMillis(20).toNanos();

  private record Trouble(ComponentException cause, long pauseNanos) {}

  private final long longestPause;
  private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
  private final AtomicLong nextTry = new AtomicLong();

  Backoff(Duration longestPause) {
    this.longestPause = Math.max(FIRST_PAUSE, longestPause.toNanos());
  }

  /** Why nobody may connect now; null when the caller may. */
  @Nullable ComponentException refusal() {
    var current = trouble.get();
    if (current == null) {
      return null;
    }
    long next = nextTry.get();
    long now = System.nanoTime();
    boolean mine = now - next >= 0 && nextTry.compareAndSet(next, now + current.pauseNanos);
    return mine ? null : current.cause;
  }

  /** True when the last attempt failed. */
  boolean isTroubled() {
    return trouble.get() != null;
  }

  /** Notes that a connection was opened, and answers whether that ends a trouble. */
  boolean succeeded() {
    return trouble.getAndSet(null) != null;
  }

  /** Notes that none could be opened, and answers whether that begins a trouble. */
  boolean failed(ComponentException cause) {
    var before = trouble.get();
    long pause = before == null ? FIRST_PAUSE : Math.min(longestPause, 2 * before.pauseNanos);
    nextTry.set(System.nanoTime() + pause);
    return trouble.getAndSet(new Trouble(cause, pause)) == null;
  }
}

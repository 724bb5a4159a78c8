package io.outrigger.builtin.state;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.ErrorCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes in use against a bound. Safe for use by many threads. */
final class MemoryBudget {

  private static final DataSize UNBOUNDED = DataSize.ofBytes(Long.MAX_VALUE);

  private final DataSize limit;
  private final AtomicLong used = new AtomicLong();

  /** A budget with the bound {@code limit}, or without any. */
  MemoryBudget(Optional<DataSize> limit) {
    this.limit = limit.orElse(UNBOUNDED);
  }

  /** Counts a change, or answers false when it would grow beyond the bound. */
  boolean tryAdd(long bytes) {
    if (bytes <= 0) {
      used.addAndGet(bytes);
      return true;
    }
    long before = used.get();
    while (bytes <= limit.bytes() - before) {
      if (used.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = used.get();
    }
    return false;
  }

  void reset() {
    used.set(0);
  }

  long used() {
    return used.get();
  }

  /** The failure of a write that found no room. */
  ComponentException exceededBy(String what) {
    return new ComponentException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "max_bytes: %s (%s does not fit: %d bytes are in use)".formatted(limit, what, used()));
  }
}

package io.outrigger.redis.client;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits to be sent to a node, up to a bound. Safe for use by many threads. */
final class SendQueue {

  private final String server;
  private final long limit;
  private final Queue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong weight = new AtomicLong();

  /** An empty queue for {@code limit} bytes. */
  SendQueue(String server, long limit) {
    this.server = server;
    this.limit = limit;
  }

  /** Adds a request, or answers why it does not fit; one always fits into an empty queue. */
  @Nullable ComponentException offer(Pending<?> pending) {
    long added = pending.weight();
    if (weight.addAndGet(added) > limit && weight.get() > added) {
      weight.addAndGet(-added);
      return new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "%s: %d bytes wait to be sent (expected: up to maxQueued, %d)"
              .formatted(server, weight.get(), limit));
    }
    waiting.add(pending);
    return null;
  }

  /** Adds a request that has been in the queue before, whatever the bound. */
  void add(Pending<?> pending) {
    weight.addAndGet(pending.weight());
    waiting.add(pending);
  }

  /** Moves requests to {@code batch}: so many, and not much more than so many bytes of them. */
  long drainTo(List<Pending<?>> batch, int most, long bytes) {
    long moved = 0;
    while (batch.size() < most && moved < bytes) {
      var next = waiting.poll();
      if (next == null) {
        break;
      }
      moved += next.weight();
      batch.add(next);
    }
    weight.addAndGet(-moved);
    return moved;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** How many bytes wait. */
  long weight() {
    return weight.get();
  }
}

package io.outrigger.builtin.sequencer;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts ids in the memory of the sidecar: fast, without gaps, and from the beginning again when it
 * starts anew. Each key that was ever asked for keeps a counter, so memory grows with the keys.
 *
 * <p>Every operation is done when its method returns, whatever its call says. A key that has no ids
 * left up to {@link Long#MAX_VALUE} fails with RESOURCE_EXHAUSTED. The end forgets nothing, lest a
 * call that is still under way gets an id a second time.
 *
 * <p>Safe for use by many threads: one atomic counter for each key.
 */
public final class InMemorySequencer implements Sequencer.Segmented {

  private final Map<String, Long> biggerThan;

  /** The last id given out, or what the first must exceed. */
  private final ConcurrentMap<String, AtomicLong> counters = new ConcurrentHashMap<>();

  /** A sequencer that has given out no ids. */
  public InMemorySequencer(InMemorySequencerSettings settings) {
    biggerThan = settings.biggerThan();
  }

  @Override
  public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
    return CompletableFuture.completedFuture(take(key, 1) + 1);
  }

  @Override
  public CompletionStage<Segment> segment(Call call, String key, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size: " + size + " (expected: >= 1)");
    }
    long before = take(key, size);
    return CompletableFuture.completedFuture(new Segment(before + 1, before + size));
  }

  /** Moves the counter of a key on, and answers where it stood. */
  private long take(String key, int size) {
    return counter(key)
        .getAndUpdate(last -> {
          if (last > Long.MAX_VALUE - size) {
            throw new ComponentException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "ids of key \"%s\": %d left (expected: %d)"
                    .formatted(key, Long.MAX_VALUE - last, size));
          }
          return last + size;
        });
  }

  private AtomicLong counter(String key) {
    var counter = counters.get(key);
    return counter != null
        ? counter
        : counters.computeIfAbsent(
            key, ignored -> new AtomicLong(biggerThan.getOrDefault(key, 0L)));
  }
}

package io.outrigger.runtime.service;

import io.outrigger.runtime.component.CancellableCall;
import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one key that this sidecar may give out without asking: a segment, and the one behind
 * it, which is fetched when a tenth of the first is left. Callers that come while there is none
 * wait for the fetch that is under way. Safe for use by many threads.
 */
final class KeySegment {

  private static final Duration FETCH_LIMIT = Duration.ofSeconds(5);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Sequencer.Segmented sequencer;
  private final String key;
  private final int step;

  /** Guards everything below; held for a few instructions, never while something is called. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Queue<CompletableFuture<Long>> waiting = new ArrayDeque<>();
  private long next = 1;
  private long last;
  private @Nullable Segment behind;
  private boolean fetching;
  private boolean closed;

  /** Counts discards, so that a segment that was asked for before one is dropped. */
  private int generation;

  /** Before this time no segment is fetched ahead of need, since the last fetch has failed. */
  private long notAheadBefore = System.nanoTime();

  KeySegment(Sequencer.Segmented sequencer, String key, int step) {
    this.sequencer = sequencer;
    this.key = key;
    this.step = step;
  }

  /** The next id; nothing when this object was closed and another must be asked. */
  Optional<CompletionStage<Long>> next(Call call) {
    CompletableFuture<Long> answer;
    boolean fetch;
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      answer = take();
      fetch = !fetching && (answer.isDone() ? shouldFetchAhead() : true);
      fetching |= fetch;
    } finally {
      lock.unlock();
    }
    if (!answer.isDone()) {
      call.onCancel(() -> answer.completeExceptionally(gone()));
    }
    if (fetch) {
      fetch();
    }
    return Optional.of(answer);
  }

  /** Gives up the ids that are left; who waits gets one that is fetched from now on. */
  void discard() {
    lock.lock();
    try {
      forget();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up the ids that are left, and gives out no more but to those who wait already. */
  void close() {
    lock.lock();
    try {
      forget();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    generation++;
    next = 1;
    last = 0;
    behind = null;
  }

  private CompletableFuture<Long> take() {
    if (next > last && behind != null) {
      next = behind.first();
      last = behind.last();
      behind = null;
    }
    if (next <= last) {
      return CompletableFuture.completedFuture(next++);
    }
    var later = new CompletableFuture<Long>();
    waiting.add(later);
    return later;
  }

  private boolean shouldFetchAhead() {
    return behind == null
        && last - next < Math.max(1, step / 10)
        && System.nanoTime() - notAheadBefore >= 0;
  }

  private void fetch() {
    var asked = currentGeneration();
    sequencer
        .segment(CancellableCall.within(FETCH_LIMIT), key, step)
        .whenComplete((segment, failure) -> {
          if (failure == null) {
            arrived(segment, asked);
          } else {
            failed(Failures.translate(failure));
          }
        });
  }

  private int currentGeneration() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  private void arrived(Segment segment, int asked) {
    var served = new ArrayList<Runnable>();
    boolean again;
    lock.lock();
    try {
      if (asked == generation) {
        put(segment);
        serve(served);
      }
      again = !waiting.isEmpty();
      fetching = again;
    } finally {
      lock.unlock();
    }
    served.forEach(Runnable::run);
    if (again) {
      fetch();
    }
  }

  private void put(Segment segment) {
    if (next > last) {
      next = segment.first();
      last = segment.last();
    } else {
      behind = segment;
    }
  }

  /** Takes an id for everybody who waits and has not gone; they are told outside the lock. */
  private void serve(List<Runnable> served) {
    while (!waiting.isEmpty() && next <= last) {
      var waiter = waiting.remove();
      if (!waiter.isDone()) {
        var id = next++;
        served.add(() -> waiter.complete(id));
      }
    }
  }

  private void failed(ComponentException failure) {
    List<CompletableFuture<Long>> disappointed;
    lock.lock();
    try {
      disappointed = List.copyOf(waiting);
      waiting.clear();
      fetching = false;
      notAheadBefore = System.nanoTime() + PAUSE_NANOS;
    } finally {
      lock.unlock();
    }
    disappointed.forEach(waiter -> waiter.completeExceptionally(failure));
  }

  private static ComponentException gone() {
    return new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }
}

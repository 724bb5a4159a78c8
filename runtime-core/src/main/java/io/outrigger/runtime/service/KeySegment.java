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

  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private long next;

  /** How many ids there are from {@link #next} on. */
  private long left;

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

  /**
   * A caller who waits for an id.
   *
   * @param generation how many discards there were when it came: it may have ids that were asked
   *     for before a later one, since it came before that one, too
   */
  private record Waiter(CompletableFuture<Long> answer, int generation) {}

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
      answer.orTimeout(call.deadlineNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
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
    left = 0;
    behind = null;
  }

  private CompletableFuture<Long> take() {
    if (left == 0 && behind != null) {
      begin(behind);
      behind = null;
    }
    if (left > 0) {
      left--;
      return CompletableFuture.completedFuture(next++);
    }
    var later = new CompletableFuture<Long>();
    waiting.add(new Waiter(later, generation));
    return later;
  }

  private void begin(Segment segment) {
    next = segment.first();
    left = segment.last() - segment.first() + 1;
  }

  private boolean shouldFetchAhead() {
    return behind == null
        && left < Math.max(1, step / 10)
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
      put(segment);
      serve(served, asked);
      if (asked != generation) {
        left = 0;
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
    if (left == 0) {
      begin(segment);
    } else {
      behind = segment;
    }
  }

  /** Takes an id for everybody who may have one and has not gone; told outside the lock. */
  private void serve(List<Runnable> served, int asked) {
    while (left > 0 && !waiting.isEmpty() && waiting.element().generation() <= asked) {
      var answer = waiting.remove().answer();
      if (!answer.isDone()) {
        var id = next++;
        left--;
        served.add(() -> answer.complete(id));
      }
    }
  }

  private void failed(ComponentException failure) {
    List<Waiter> disappointed;
    lock.lock();
    try {
      disappointed = List.copyOf(waiting);
      waiting.clear();
      fetching = false;
      notAheadBefore = System.nanoTime() + PAUSE_NANOS;
    } finally {
      lock.unlock();
    }
    disappointed.forEach(waiter -> waiter.answer().completeExceptionally(failure));
  }

  private static ComponentException gone() {
    return new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }
}

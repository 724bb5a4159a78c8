package io.outrigger.redis.faults;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.TestCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many callers at once, each with one call after the other, and what became of the calls. A call is
 * ended at its deadline, as the runtime does.
 */
final class Callers implements AutoCloseable {

  /** The longest that the end of a call may be late on a machine that is busy. */
  static final Duration GRACE = Duration.ofMillis(700);

  /**
   * A call that has ended.
   *
   * @param code why it failed; OK is null
   */
  record Ended(long startNanos, long endNanos, @Nullable ErrorCode code) {
    long nanos() {
      return endNanos - startNanos;
    }
  }

  private final Duration deadline;
  private final BiFunction<Call, Integer, CompletionStage<?>> operation;
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Callers(Duration deadline, BiFunction<Call, Integer, CompletionStage<?>> operation) {
    this.deadline = deadline;
    this.operation = operation;
  }

  /**
   * Starts callers.
   *
   * @param operation makes a call of the caller with this number
   */
  static Callers start(
      int count, Duration deadline, BiFunction<Call, Integer, CompletionStage<?>> operation) {
    var callers = new Callers(deadline, operation);
    for (int i = 0; i < count; i++) {
      int number = i;
      callers.threads.add(Thread.startVirtualThread(() -> callers.run(number)));
    }
    return callers;
  }

  private void run(int number) {
    while (!over) {
      long start = System.nanoTime();
      var code = call(number);
      ended.add(new Ended(start, System.nanoTime(), code));
      if (code != null) {
        // A client that is refused at once does not come back at once.
        pause(Duration.ofMillis(5));
      }
    }
  }

  private @Nullable ErrorCode call(int number) {
    var call = new TestCall(deadline);
    try {
      var stage = operation.apply(call, number).toCompletableFuture();
      stage.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      return ErrorCode.TIMEOUT;
    } catch (ExecutionException | RuntimeException e) {
      return Failures.translate(e).code();
    } catch (InterruptedException e) {
      return ErrorCode.CANCELLED;
    }
  }

  /** Lets them call for a time. */
  Callers go(Duration time) {
    pause(time);
    return this;
  }

  @Override
  public void close() {
    end();
  }

  /** Ends them, and waits for their last calls. */
  void end() {
    over = true;
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  List<Ended> all() {
    return List.copyOf(ended);
  }

  /** How many calls ended so; null counts those that did not fail. */
  long count(@Nullable ErrorCode code) {
    return ended.stream().filter(each -> each.code == code).count();
  }

  /** The codes that calls have failed with. */
  Map<ErrorCode, Long> failures() {
    Map<ErrorCode, Long> counts = new EnumMap<>(ErrorCode.class);
    for (var each : ended) {
      if (each.code != null) {
        counts.merge(each.code, 1L, Long::sum);
      }
    }
    return counts;
  }

  Duration longest() {
    return Duration.ofNanos(ended.stream().mapToLong(Ended::nanos).max().orElse(0));
  }

  /** The time that half of the calls that did not fail took at most. */
  Duration median() {
    var nanos =
        ended.stream().filter(each -> each.code == null).mapToLong(Ended::nanos).sorted().toArray();
    return Duration.ofNanos(nanos.length == 0 ? 0 : nanos[nanos.length / 2]);
  }

  /** How long after a moment the last call failed that began after it, or zero. */
  Duration recovery(long sinceNanos) {
    return Duration.ofNanos(
        ended.stream()
            .filter(each -> each.code != null && each.startNanos - sinceNanos > 0)
            .mapToLong(each -> each.endNanos - sinceNanos)
            .max()
            .orElse(0));
  }

  /** True when a call that began after a moment has worked. */
  boolean worksSince(long sinceNanos) {
    return ended.stream().anyMatch(each -> each.code == null && each.startNanos - sinceNanos > 0);
  }

  String figures() {
    return "%d calls, %d ok, failures %s, median %.1f ms, longest %d ms"
        .formatted(
            ended.size(), count(null), failures(), median().toNanos() / 1e6, longest().toMillis());
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls without waiting, so many in flight: each one's end makes the next.
 *
 * @param call makes a call, and gives what it failed with, or null
 */
record InFlight(int count, Consumer<Consumer<@Nullable Throwable>> call) implements Load.Work {

  @Override
  public double until(long end) throws InterruptedException {
    var run = new Run(end, new CountDownLatch(count));
    for (var i = 0; i < count; i++) {
      run.next();
    }
    run.running.await();
    if (run.failure.get() != null) {
      throw new BenchmarkException("a call failed: " + run.failure.get());
    }
    return run.done.sum();
  }

  private final class Run {

    private final long end;
    private final CountDownLatch running;
    private final LongAdder done = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Run(long end, CountDownLatch running) {
      this.end = end;
      this.running = running;
    }

    private void next() {
      call.accept(this::ended);
    }

    private void ended(@Nullable Throwable cause) {
      done.increment();
      if (cause != null) {
        failure.set(cause);
      }
      if (cause != null || System.nanoTime() - end > 0) {
        running.countDown();
      } else {
        next();
      }
    }
  }
}

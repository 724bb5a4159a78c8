package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Calls that wait, each on a virtual thread of its own, one after the other. */
record Waiting(int threads, Runnable call) implements Load.Work {

  @Override
  public double until(long end) throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, threads).mapToObj(i -> executor.submit(() -> loop(end))).toList();
      var done = 0L;
      for (Future<Long> each : all) {
        done += each.get();
      }
      return done;
    } catch (ExecutionException e) {
      throw new BenchmarkException("a call failed: " + e.getCause());
    }
  }

  private long loop(long end) {
    var done = 0L;
    while (System.nanoTime() - end < 0) {
      call.run();
      done++;
    }
    return done;
  }
}

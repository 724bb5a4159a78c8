package io.outrigger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs one task on several threads that start together. */
public final class Parallel {

  private Parallel() {}

  /**
   * Runs the tasks made from the numbers below {@code threads}, and answers what they answered in
   * that order.
   *
   * @throws AssertionError when a task fails
   */
  public static <T> List<T> run(int threads, IntFunction<Callable<T>> task) {
    var start = new CyclicBarrier(threads);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < threads; i++) {
        var each = task.apply(i);
        running.add(executor.submit(() -> afterBarrier(start, each)));
      }
      return running.stream().map(Parallel::result).toList();
    }
  }

  private static <T> T afterBarrier(CyclicBarrier start, Callable<T> task) throws Exception {
    try {
      start.await();
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException("another thread did not start", e);
    }
    return task.call();
  }

  private static <T> T result(Future<T> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while threads ran", e);
    }
  }
}

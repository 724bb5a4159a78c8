package io.outrigger.benchmarks.files;

import java.util.concurrent.TimeUnit;

/** How many bytes went through, and in what time. */
record Tally(long bytes, double seconds) {

  /** Moves files over and over for some seconds. */
  static <E extends Exception> Tally repeat(int seconds, Move<E> move) throws E {
    var begin = System.nanoTime();
    var limit = TimeUnit.SECONDS.toNanos(seconds);
    long bytes = 0;
    while (System.nanoTime() - begin < limit) {
      bytes += move.run();
    }
    return new Tally(bytes, (System.nanoTime() - begin) / 1e9);
  }

  /** Moves one file, and tells its size. */
  interface Move<E extends Exception> {

    long run() throws E;
  }
}

package io.outrigger.benchmarks.sdk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What was done in a slice of time.
 *
 * @param perSecond calls, or MiB of content
 * @param allocatedBytes by this process for each of them
 */
record Load(double perSecond, double allocatedBytes) {

  private static final double NANOS = 1e9;

  /** Works for a while. */
  static Load of(Work work, int seconds) throws InterruptedException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var allocated = threads.getTotalThreadAllocatedBytes();
    var begin = System.nanoTime();
    var done = work.until(begin + (long) (seconds * NANOS));
    var elapsed = (System.nanoTime() - begin) / NANOS;
    return new Load(done / elapsed, (threads.getTotalThreadAllocatedBytes() - allocated) / done);
  }

  /** Something that can be done over and over. */
  interface Work {

    /** Does it until a time, by {@link System#nanoTime}, and says how often. */
    double until(long end) throws InterruptedException;
  }
}

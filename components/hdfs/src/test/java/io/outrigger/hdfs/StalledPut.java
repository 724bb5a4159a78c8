package io.outrigger.hdfs;

import io.outrigger.spi.Call;
import io.outrigger.spi.file.FileRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A put on a thread of its own, whose content comes to a halt until it is interrupted. */
final class StalledPut {

  private static final int BYTES = 1 << 20;

  private final CountDownLatch halted = new CountDownLatch(1);
  private final Thread thread;

  private StalledPut(HdfsFiles files, String name) {
    thread = Thread.ofVirtual().unstarted(() -> put(files, name));
  }

  /** Starts one, and waits until it has come to the halt. */
  static StalledPut start(HdfsFiles files, String name) throws InterruptedException {
    var put = new StalledPut(files, name);
    put.thread.start();
    put.halted.await();
    return put;
  }

  /** Interrupts it, and waits for its end. */
  void interrupt() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void put(HdfsFiles files, String name) {
    var call = Call.within(Duration.ofMinutes(1));
    try {
      files.store().put(call, FileRequest.of(name), new Moment(BYTES, BYTES, this::halt));
    } catch (IOException | RuntimeException e) {
      // As it is to be.
    }
  }

  private void halt() throws InterruptedIOException {
    halted.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}

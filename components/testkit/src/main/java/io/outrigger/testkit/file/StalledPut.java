package io.outrigger.testkit.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A put on a thread of its own whose content comes to a halt half-way. */
final class StalledPut implements AutoCloseable {

  private static final int BYTES = 1 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final CountDownLatch halted = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Thread thread;

  private StalledPut(FileFixture files, String name) {
    thread =
        Thread.ofVirtual()
            .name("stalled-put")
            .unstarted(() -> files.attemptPut(name, new Content()));
  }

  /** Starts one, and waits until it has come to the halt. */
  static StalledPut start(FileFixture files, String name) {
    var put = new StalledPut(files, name);
    put.thread.start();
    try {
      if (put.halted.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return put;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("the put has not read its content to the halt");
  }

  /** Interrupts it, and waits for its end. */
  void interrupt() {
    thread.interrupt();
    join();
  }

  /** Lets it come to the end of its content, and waits for its end. */
  void finish() {
    released.countDown();
    join();
  }

  @Override
  public void close() {
    finish();
  }

  private void join() {
    try {
      if (thread.join(LIMIT)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("the put has not ended");
  }

  private void halt() throws InterruptedIOException {
    halted.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      // As the runtime's content does: the flag stays set.
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while content was waited for");
    }
  }

  /** What comes to the halt where it ends. */
  private final class Content extends InputStream {
    private int left = BYTES;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (left == 0) {
        halt();
        return -1;
      }
      int count = Math.min(length, left);
      Arrays.fill(target, offset, offset + count, (byte) 's');
      left -= count;
      return count;
    }
  }
}

package io.outrigger.hdfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Content that does something after some bytes, and then goes on. */
final class Moment extends InputStream {

  private final long before;
  private final long total;
  private final Action action;
  private final AtomicLong read = new AtomicLong();
  private boolean done;

  /** Content of {@code total} bytes, which acts after {@code before} of them. */
  Moment(long before, long total, Action action) {
    this.before = before;
    this.total = total;
    this.action = action;
  }

  /** What it does. */
  @FunctionalInterface
  interface Action {

    /** Does it. */
    void run() throws IOException;
  }

  /** How many bytes have been asked for. */
  long taken() {
    return read.get();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (read.get() >= before && !done) {
      done = true;
      action.run();
    }
    int count = (int) Math.min(length, total - read.get());
    if (count == 0) {
      return -1;
    }
    Arrays.fill(target, offset, offset + count, (byte) 'm');
    read.addAndGet(count);
    return count;
  }
}

package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends a few bytes at a time. */
final class TricklingOutput extends WireOutput {

  private final int most;
  private final Duration pause;

  TricklingOutput(OutputStream target, int most, Duration pause) {
    super(target);
    this.most = most;
    this.pause = pause;
  }

  @Override
  void writeAll(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += most) {
      await();
      target.write(bytes, offset + done, Math.min(most, length - done));
      target.flush();
    }
  }

  private void await() throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server closes");
    }
  }
}

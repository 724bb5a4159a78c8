package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.OutputStream;

/** Pauses once, when so many bytes have been sent, or all. */
final class StoppingOutput extends WireOutput {

  private final Pause pause;
  private long left;
  private boolean paused;

  StoppingOutput(OutputStream target, long bytes, Pause pause) {
    super(target);
    this.pause = pause;
    left = bytes;
  }

  @Override
  void writeAll(byte[] bytes, int offset, int length) throws IOException {
    if (paused || length < left) {
      target.write(bytes, offset, length);
      left -= length;
      return;
    }
    int first = (int) left;
    target.write(bytes, offset, first);
    pauseOnce();
    target.write(bytes, offset + first, length - first);
  }

  @Override
  public void close() throws IOException {
    if (!paused) {
      pauseOnce();
    }
    target.close();
  }

  private void pauseOnce() throws IOException {
    paused = true;
    target.flush();
    pause.run();
  }
}

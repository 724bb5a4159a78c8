package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.InputStream;

/** Pauses once, when so many bytes have been read, or all. */
final class StoppingInput extends WireInput {

  private final InputStream source;
  private final Pause pause;
  private long left;
  private boolean paused;

  StoppingInput(InputStream source, long bytes, Pause pause) {
    this.source = source;
    this.pause = pause;
    left = bytes;
  }

  @Override
  int readSome(byte[] target, int offset, int length) throws IOException {
    if (!paused && left == 0) {
      pauseOnce();
    }
    int count = source.read(target, offset, paused ? length : (int) Math.min(length, left));
    if (count < 0 && !paused) {
      pauseOnce();
    }
    left -= count;
    return count;
  }

  private void pauseOnce() throws IOException {
    paused = true;
    pause.run();
  }
}

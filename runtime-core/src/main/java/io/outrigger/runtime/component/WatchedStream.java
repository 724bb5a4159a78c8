package io.outrigger.runtime.component;

import io.outrigger.spi.ComponentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Content that an operation has opened, which lasts until it is closed. What it fails with is
 * translated, as that of every operation. For one thread.
 */
final class WatchedStream extends FilterInputStream {

  private final Operations.Running running;
  private final Guard.Translation translation;
  private @Nullable ComponentException failure;
  private boolean closed;

  WatchedStream(InputStream content, Operations.Running running, Guard.Translation translation) {
    super(content);
    this.running = running;
    this.translation = translation;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  private ComponentException failed(Exception cause) {
    var translated = translation.of(running, cause);
    failure = translated;
    return translated;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      in.close();
    } finally {
      running.ended(failure);
    }
  }
}

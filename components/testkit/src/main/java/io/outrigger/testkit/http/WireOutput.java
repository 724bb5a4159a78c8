package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Output that is written in arrays to another. Closing it ends the content, not the connection. */
abstract class WireOutput extends OutputStream {

  protected final OutputStream target;

  WireOutput(OutputStream target) {
    this.target = target;
  }

  /** Writes them all; there is at least one. */
  abstract void writeAll(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public final void write(int one) throws IOException {
    writeAll(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > 0) {
      writeAll(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}

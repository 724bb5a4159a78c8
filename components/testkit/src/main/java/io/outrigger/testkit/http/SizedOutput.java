package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.OutputStream;

/** Sees to it that a content is as long as the handler has said. */
final class SizedOutput extends WireOutput {

  private final long size;
  private long sent;

  SizedOutput(OutputStream target, long size) {
    super(target);
    this.size = size;
  }

  @Override
  void writeAll(byte[] bytes, int offset, int length) throws IOException {
    sent += length;
    if (sent > size) {
      throw new IllegalStateException(
          "content of more than " + size + " bytes, which was its length");
    }
    target.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    target.flush();
    if (sent < size) {
      throw new IllegalStateException("content of " + sent + " bytes (its length: " + size + ')');
    }
  }
}

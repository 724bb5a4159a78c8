package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends each array as a chunk; closing it sends the last one. */
final class ChunkedOutput extends WireOutput {

  private static final byte[] LINE_END = {'\r', '\n'};

  ChunkedOutput(OutputStream target) {
    super(target);
  }

  @Override
  void writeAll(byte[] bytes, int offset, int length) throws IOException {
    target.write(Integer.toHexString(length).getBytes(StandardCharsets.ISO_8859_1));
    target.write(LINE_END);
    target.write(bytes, offset, length);
    target.write(LINE_END);
  }

  @Override
  public void close() throws IOException {
    target.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    target.flush();
  }
}

package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Changes one byte of what is sent. */
final class CorruptingOutput extends WireOutput {

  private long left;

  CorruptingOutput(OutputStream target, long position) {
    super(target);
    left = position;
  }

  @Override
  void writeAll(byte[] bytes, int offset, int length) throws IOException {
    var sent = Arrays.copyOfRange(bytes, offset, offset + length);
    if (left >= 0 && left < length) {
      sent[(int) left] ^= 1;
    }
    left -= length;
    target.write(sent);
  }
}

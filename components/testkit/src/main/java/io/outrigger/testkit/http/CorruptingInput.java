package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.InputStream;

/** Changes one byte of what is read. */
final class CorruptingInput extends WireInput {

  private final InputStream source;
  private long left;

  CorruptingInput(InputStream source, long position) {
    this.source = source;
    left = position;
  }

  @Override
  int readSome(byte[] target, int offset, int length) throws IOException {
    int count = source.read(target, offset, length);
    if (left >= 0 && left < count) {
      target[offset + (int) left] ^= 1;
    }
    left -= Math.max(count, 0);
    return count;
  }
}

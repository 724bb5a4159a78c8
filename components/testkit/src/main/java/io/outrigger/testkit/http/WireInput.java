package io.outrigger.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Input that is read in arrays. */
abstract class WireInput extends InputStream {

  /** Reads like {@link InputStream#read(byte[], int, int)}; the length is above 0. */
  abstract int readSome(byte[] target, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    return length == 0 ? 0 : readSome(target, offset, length);
  }
}

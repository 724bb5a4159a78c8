package io.outrigger.qiniu.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives as many bytes as are asked for: the SDK's hash does not look how many it has got. */
final class ReadFully extends FilterInputStream {

  ReadFully(InputStream content) {
    super(content);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.readNBytes(target, offset, length);
  }
}

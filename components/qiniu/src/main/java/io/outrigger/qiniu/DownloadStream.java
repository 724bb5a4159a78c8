package io.outrigger.qiniu;

import io.outrigger.objectstore.StoreFailures;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A download whose failures say which file it was and what kind of failure. For one thread. */
final class DownloadStream extends FilterInputStream {

  private final String subject;

  DownloadStream(InputStream content, String subject) {
    super(content);
    this.subject = subject;
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      throw StoreFailures.of(subject, e);
    }
  }

  @Override
  public long skip(long bytes) {
    try {
      return in.skip(bytes);
    } catch (IOException e) {
      throw StoreFailures.of(subject, e);
    }
  }
}

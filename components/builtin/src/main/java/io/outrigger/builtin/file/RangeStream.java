package io.outrigger.builtin.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Reads a part of a file from where its channel stands. For use by one thread. */
final class RangeStream extends InputStream {

  /** Bounds the memory outside the heap that Java copies through. */
  private static final int MOST_AT_ONCE = 256 * 1024;

  private final FileChannel channel;
  private long left;

  RangeStream(FileChannel channel, long length) {
    this.channel = channel;
    left = length;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int most = (int) Math.min(Math.min(length, MOST_AT_ONCE), left);
    if (most == 0) {
      return -1;
    }
    int count = channel.read(ByteBuffer.wrap(target, offset, most));
    left = count < 0 ? 0 : left - count;
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.outrigger.hdfs;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/**
 * Reads a part of a file. The first byte is read when it is made: from then on the DataNode has the
 * block open, and it stays whole when the file is replaced. For use by one thread.
 */
final class HdfsContent extends InputStream {

  private final Call call;
  private final String what;
  private final HdfsDataInputStream stream;
  private long left;
  private int first = -1;

  private HdfsContent(Call call, String what, HdfsDataInputStream stream, long length) {
    this.call = call;
    this.what = what;
    this.stream = stream;
    left = length;
  }

  /** The part of a file that a range names; closes the stream when it fails. */
  static HdfsContent open(Call call, String what, HdfsDataInputStream stream, ByteRange range)
      throws IOException {
    try {
      long size = stream.getVisibleLength();
      stream.seek(range.start(size));
      var content = new HdfsContent(call, what, stream, range.length(size));
      content.readFirst();
      return content;
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private void readFirst() throws IOException {
    if (left > 0) {
      first = stream.read();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /**
   * Reads.
   *
   * @throws ComponentException ABORTED when the file was replaced or removed meanwhile and the next
   *     block has gone with it
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    if (first >= 0) {
      target[offset] = (byte) first;
      first = -1;
      left--;
      return 1;
    }
    return readMore(target, offset, (int) Math.min(length, left));
  }

  private int readMore(byte[] target, int offset, int length) throws IOException {
    int count = HdfsFailures.translating(call, what, () -> readBlock(target, offset, length));
    if (count < 0) {
      throw new EOFException(what + ": it ends " + left + " bytes too early");
    }
    left -= count;
    return count;
  }

  private int readBlock(byte[] target, int offset, int length) throws IOException {
    try {
      return stream.read(target, offset, length);
    } catch (FileNotFoundException e) {
      throw new ComponentException(
          ErrorCode.ABORTED, what + " was replaced or removed while it was read", e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

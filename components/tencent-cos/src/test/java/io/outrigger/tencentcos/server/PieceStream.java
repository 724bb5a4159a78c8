package io.outrigger.tencentcos.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** A part of the bytes of some pieces, of which it opens one at a time. For use by one thread. */
final class PieceStream extends InputStream {

  private final Iterator<Piece> pieces;
  private InputStream current = InputStream.nullInputStream();
  private long left;

  private PieceStream(List<Piece> pieces, long length) {
    this.pieces = pieces.iterator();
    left = length;
  }

  static PieceStream of(List<Piece> pieces, long first, long length) throws IOException {
    var stream = new PieceStream(pieces, first + length);
    stream.skipNBytes(first);
    return stream;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int most = (int) Math.min(length, left);
    while (most > 0) {
      int count = current.read(target, offset, most);
      if (count > 0) {
        left -= count;
        return count;
      }
      current.close();
      current = pieces.next().open();
    }
    return length == 0 ? 0 : -1;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}

package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.runtime.api.Source;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an upload, one message after the other. Used by one thread. */
final class UploadStream extends InputStream {

  private final Source<PutFileRequest> rest;
  private InputStream piece;
  private boolean ended;

  UploadStream(PutFileRequest first, Source<PutFileRequest> rest) {
    this.rest = rest;
    this.piece = first.getData().newInput();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      var read = piece.read(target, offset, length);
      if (read > 0) {
        return read;
      }
      nextPiece();
    }
    return -1;
  }

  private void nextPiece() throws IOException {
    rest.next().ifPresentOrElse(next -> piece = next.getData().newInput(), () -> ended = true);
  }
}

package io.outrigger.testkit.http;

import java.io.IOException;
import java.util.HexFormat;

/** The body of a request, counted or in chunks. For use by one thread. */
final class RequestBody extends WireInput {

  private final WireReader source;
  private final boolean chunked;
  private final Pause beforeFirst;
  private long left;
  private boolean begun;
  private boolean ended;

  private RequestBody(WireReader source, boolean chunked, long left, Pause beforeFirst) {
    this.source = source;
    this.chunked = chunked;
    this.left = left;
    this.beforeFirst = beforeFirst;
    ended = !chunked && left == 0;
  }

  /**
   * The body that these headers announce; {@code beforeFirst} runs before its first byte is read.
   */
  static RequestBody of(HttpHeaders headers, WireReader source, Pause beforeFirst)
      throws IOException {
    if (headers.has("Transfer-Encoding", "chunked")) {
      return new RequestBody(source, true, 0, beforeFirst);
    }
    var length = headers.first("Content-Length").orElse("0");
    if (!length.matches("\\d{1,18}")) {
      throw new BadRequest("Content-Length: " + length + " (expected: a number)");
    }
    return new RequestBody(source, false, Long.parseLong(length), beforeFirst);
  }

  /** True when nothing has been read of a body that is there. */
  boolean isUntouched() {
    return !begun && !ended;
  }

  /** Makes it end here, whatever the client would send. */
  void giveUp() {
    ended = true;
  }

  @Override
  int readSome(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (!begun) {
      begun = true;
      beforeFirst.run();
    }
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int count = source.read(target, offset, (int) Math.min(length, left));
    left -= count;
    endOfPiece();
    return count;
  }

  private boolean nextChunk() throws IOException {
    var size = source.line().split(";", 2)[0].strip();
    if (size.isEmpty() || size.length() > 15 || !size.chars().allMatch(HexFormat::isHexDigit)) {
      throw new BadRequest("chunk size \"" + size + "\" (expected: a hexadecimal number)");
    }
    left = HexFormat.fromHexDigitsToLong(size);
    if (left == 0) {
      ended = true;
      var _ = source.headers();
    }
    return left > 0;
  }

  private void endOfPiece() throws IOException {
    if (left > 0) {
      return;
    }
    if (!chunked) {
      ended = true;
    } else if (!source.line().isEmpty()) {
      throw new BadRequest("a chunk that goes on behind its end");
    }
  }
}

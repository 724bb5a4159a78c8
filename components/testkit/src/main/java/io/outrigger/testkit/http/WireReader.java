package io.outrigger.testkit.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Optional;

/** Reads what HTTP is made of: lines and counted bytes. For use by one thread. */
final class WireReader {

  private static final int MOST_LINE = 64 * 1024;
  private static final int MOST_FIELDS = 1000;

  private final InputStream source;

  WireReader(InputStream source) {
    this.source = new BufferedInputStream(source, 16 * 1024);
  }

  /** Reads a line, or nothing where the client has ended. */
  Optional<String> lineIfAny() throws IOException {
    var line = new StringBuilder();
    for (int next = source.read(); next != '\n'; next = source.read()) {
      if (next < 0) {
        return atEnd(line);
      }
      if (line.length() == MOST_LINE) {
        throw new BadRequest("a line of more than " + MOST_LINE + " bytes");
      }
      line.append((char) next);
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return Optional.of(line.toString());
  }

  private static Optional<String> atEnd(StringBuilder line) throws IOException {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    throw gone();
  }

  /** Reads a line. */
  String line() throws IOException {
    return lineIfAny().orElseThrow(WireReader::gone);
  }

  /** Reads header fields to the empty line behind them. */
  HttpHeaders headers() throws IOException {
    var fields = new ArrayList<HttpHeaders.Field>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || fields.size() == MOST_FIELDS) {
        throw new BadRequest("header line \"" + line + "\" (expected: name: value)");
      }
      fields.add(
          new HttpHeaders.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new HttpHeaders(fields);
  }

  /** Reads some bytes, at least one. */
  int read(byte[] target, int offset, int length) throws IOException {
    int count = source.read(target, offset, length);
    if (count < 0) {
      throw gone();
    }
    return count;
  }

  private static EOFException gone() {
    return new EOFException("the client went in the middle of its request");
  }
}

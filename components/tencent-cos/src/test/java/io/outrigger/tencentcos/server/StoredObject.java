package io.outrigger.tencentcos.server;

import com.qcloud.cos.utils.CRC64;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** An object. It does not change. */
public final class StoredObject {

  private final List<Piece> pieces;
  private final String etag;
  private final Map<String, String> headers;
  private final Instant modified = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  StoredObject(List<Piece> pieces, String etag, Map<String, String> headers) {
    this.pieces = List.copyOf(pieces);
    this.etag = etag;
    this.headers = Map.copyOf(headers);
  }

  /** Without quotes. */
  public String etag() {
    return etag;
  }

  /** What came with it and goes with it. */
  public Map<String, String> headers() {
    return headers;
  }

  /** When it was put, in whole seconds as COS tells it. */
  public Instant modified() {
    return modified;
  }

  /** All bytes. */
  public byte[] content() {
    try (var content = open(0, size())) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long size() {
    return pieces.stream().mapToLong(Piece::size).sum();
  }

  String crc64() {
    var sum = new CRC64();
    for (var piece : pieces) {
      sum = CRC64.combine(sum, piece.crc64(), piece.size());
    }
    return Long.toUnsignedString(sum.getValue());
  }

  /** So many bytes from {@code first} on. */
  InputStream open(long first, long length) throws IOException {
    return PieceStream.of(pieces, first, length);
  }
}

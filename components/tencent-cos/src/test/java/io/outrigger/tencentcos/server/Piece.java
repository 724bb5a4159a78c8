package io.outrigger.tencentcos.server;

import com.qcloud.cos.utils.CRC64;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The body of a request: in memory when it is small, else in a file.
 *
 * @param bytes the content, unless it is in a file
 * @param file where it is else
 * @param size how many bytes it has
 * @param md5 its digest
 * @param crc64 its checksum, by the SDK's code, so that it is another than that under test
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Piece(byte[] bytes, Optional<Path> file, long size, byte[] md5, CRC64 crc64) {

  private static final int MOST_IN_MEMORY = 64 << 10;

  /** Reads a body to its end. */
  static Piece read(InputStream body, Path directory) throws IOException {
    var md5 = Digests.md5();
    var crc64 = new CRC64();
    var buffer = new byte[MOST_IN_MEMORY];
    int count = body.readNBytes(buffer, 0, buffer.length);
    if (count < buffer.length) {
      update(md5, crc64, buffer, count);
      var bytes = Arrays.copyOf(buffer, count);
      return new Piece(bytes, Optional.empty(), count, md5.digest(), crc64);
    }
    var file = Files.createTempFile(directory, "piece-", "");
    long size = 0;
    try (var target = Files.newOutputStream(file)) {
      for (; count > 0; count = body.readNBytes(buffer, 0, buffer.length)) {
        update(md5, crc64, buffer, count);
        target.write(buffer, 0, count);
        size += count;
      }
    }
    return new Piece(new byte[0], Optional.of(file), size, md5.digest(), crc64);
  }

  private static void update(MessageDigest md5, CRC64 crc64, byte[] bytes, int count) {
    md5.update(bytes, 0, count);
    crc64.update(bytes, count);
  }

  InputStream open() throws IOException {
    return file.isPresent() ? Files.newInputStream(file.get()) : new ByteArrayInputStream(bytes);
  }

  String etag() {
    return Digests.hex(md5);
  }
}

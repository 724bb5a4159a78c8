package io.outrigger.tencentcos;

import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.PartReader.Part;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The MD5 of a part.
 *
 * @param hex in lower-case hexadecimal digits, as in an etag
 */
record Md5(String hex) {

  static Md5 of(Part part) {
    var digest = Checksum.md5();
    digest.update(part.buffer(), 0, part.length());
    return new Md5(digest.value());
  }

  /** As in {@code Content-MD5}. */
  String base64() {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}

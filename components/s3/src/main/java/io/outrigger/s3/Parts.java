package io.outrigger.s3;

import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.objectstore.PutOptions;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/** Turns parts of content into what the SDK sends, without a copy. */
final class Parts {

  private Parts() {}

  /** The bytes of a part, which can be sent again as long as no further part is read. */
  static RequestBody body(Part part) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(part.buffer(), 0, part.length()),
        part.length(),
        PutOptions.UNKNOWN_CONTENT);
  }

  /** The MD5 of a part, by which the store knows damaged bytes. */
  static byte[] md5(Part part) {
    var digest = md5();
    digest.update(part.buffer(), 0, part.length());
    return digest.digest();
  }

  /** An MD5 as a header has it. */
  static String text(byte[] md5) {
    return Base64.getEncoder().encodeToString(md5);
  }

  /** Makes an MD5. */
  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}

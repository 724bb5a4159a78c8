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

  /** The MD5 of a part as a header has it, by which the store knows damaged bytes. */
  static String md5(Part part) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      digest.update(part.buffer(), 0, part.length());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}

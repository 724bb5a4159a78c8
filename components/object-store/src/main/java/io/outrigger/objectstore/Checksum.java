package io.outrigger.objectstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A checksum of bytes that pass by. For one thread. */
public interface Checksum {

  /** Takes bytes into account. */
  void update(byte[] bytes, int offset, int length);

  /** The checksum of all bytes so far, as the store writes it; to be asked for once. */
  String value();

  /** MD5 in lower-case hexadecimal digits. */
  static Checksum md5() {
    var digest = digest("MD5");
    return new Checksum() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
      }

      @Override
      public String value() {
        return HexFormat.of().formatHex(digest.digest());
      }
    };
  }

  /** Whether an etag is the MD5 of the object; that of an object of several parts is not. */
  static boolean isMd5(String etag) {
    return etag.toLowerCase(Locale.ROOT).matches("[0-9a-f]{32}");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}

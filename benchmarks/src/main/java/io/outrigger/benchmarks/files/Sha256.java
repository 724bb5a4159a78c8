package io.outrigger.benchmarks.files;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes that come in pieces. For one thread. */
final class Sha256 {

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Sha256 add(byte[] bytes) {
    return add(ByteBuffer.wrap(bytes));
  }

  Sha256 add(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digest in hexadecimal digits; nothing can be added afterwards. */
  String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

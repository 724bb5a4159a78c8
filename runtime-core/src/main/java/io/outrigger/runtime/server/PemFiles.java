package io.outrigger.runtime.server;

import io.outrigger.runtime.access.NamedFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM. */
final class PemFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private PemFiles() {}

  /**
   * The certificates in a file, in its order.
   *
   * @throws io.outrigger.runtime.access.UnusableFileException when there is none
   */
  static List<X509Certificate> certificates(NamedFile file) {
    try {
      var bytes = new ByteArrayInputStream(file.read());
      var found = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (found.isEmpty()) {
        throw file.unusable("has no certificate (expected: PEM)");
      }
      return found.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw file.unusable("has something that is no certificate (expected: PEM)", e);
    }
  }

  /**
   * The key in a file.
   *
   * @throws io.outrigger.runtime.access.UnusableFileException when there is none that can be used
   */
  static PrivateKey key(NamedFile file) {
    var text = new String(file.read(), StandardCharsets.US_ASCII);
    var found = KEY.matcher(text);
    if (!found.find()) {
      var other = OTHER_KEY.matcher(text);
      var what = other.find() ? "has a key of the kind " + other.group(1) : "has no key";
      throw file.unusable(
          what + " (expected: PRIVATE KEY, as openssl pkcs8 -topk8 -nocrypt writes it)");
    }
    try {
      return key(Base64.getMimeDecoder().decode(found.group(1)), file);
    } catch (IllegalArgumentException e) {
      throw file.unusable("has a key that is not whole", e);
    }
  }

  private static PrivateKey key(byte[] encoded, NamedFile file) {
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        // Perhaps it is one of the next algorithm.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK lacks " + algorithm, e);
      }
    }
    throw file.unusable("has a key that cannot be read (expected: of " + ALGORITHMS + ")");
  }
}

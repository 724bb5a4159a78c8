package io.outrigger.runtime.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An authority that makes certificates for tests, of any validity. It writes the DER of X.509 (RFC
 * 5280) itself: the JDK has no public way to make a certificate.
 */
public final class TestCertificates {

  private static final byte[] ECDSA_WITH_SHA256 = oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2);
  private static final byte[] COMMON_NAME = oid(0x55, 4, 3);
  private static final byte[] BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
  private static final byte[] ALTERNATIVE_NAMES = oid(0x55, 0x1d, 0x11);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String name;
  private final KeyPair keys = newKeys();
  private final AtomicLong serial = new AtomicLong(System.nanoTime());
  private final byte[] certificate;

  /** A new authority, which nobody trusts yet. */
  public TestCertificates(String name) {
    this.name = name;
    this.certificate =
        certificate(new Subject(name, keys, true), Validity.around(Duration.ofDays(1)));
  }

  /** A certificate and its key, in files. */
  public record Pair(Path certificate, Path key) {}

  /** From when until when a certificate holds. */
  public record Validity(Instant from, Instant until) {

    static Validity around(Duration half) {
      return new Validity(Instant.now().minus(half), Instant.now().plus(half));
    }

    /** That of a certificate which has expired an hour ago. */
    public static Validity over() {
      var end = Instant.now().minus(Duration.ofHours(1));
      return new Validity(end.minus(Duration.ofDays(1)), end);
    }
  }

  private record Subject(String name, KeyPair keys, boolean isAuthority) {}

  /** The authority's own certificate, for those who are to trust it. */
  public Path authority(Path directory) {
    return write(directory.resolve(name + "-ca.pem"), "CERTIFICATE", certificate);
  }

  /** A certificate that holds today, of this host and of 127.0.0.1. */
  public Pair issue(Path directory, String subject) {
    return issue(directory, subject, Validity.around(Duration.ofDays(1)));
  }

  /** A certificate that holds for a time. */
  public Pair issue(Path directory, String subject, Validity validity) {
    var own = newKeys();
    var bytes = certificate(new Subject(subject, own, false), validity);
    return new Pair(
        write(directory.resolve(subject + ".pem"), "CERTIFICATE", bytes),
        write(directory.resolve(subject + ".key"), "PRIVATE KEY", own.getPrivate().getEncoded()));
  }

  private static Path write(Path file, String what, byte[] bytes) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    try {
      return Files.writeString(
          file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] certificate(Subject subject, Validity validity) {
    var algorithm = der(0x30, ECDSA_WITH_SHA256);
    var body =
        der(
            0x30,
            der(0xa0, der(2, new byte[] {2})),
            der(2, BigInteger.valueOf(serial.incrementAndGet()).toByteArray()),
            algorithm,
            name(name),
            der(0x30, time(validity.from), time(validity.until)),
            name(subject.name),
            subject.keys.getPublic().getEncoded(),
            der(0xa3, der(0x30, constraints(subject), alternativeNames())));
    return der(0x30, body, algorithm, bits(sign(body)));
  }

  private byte[] sign(byte[] body) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] constraints(Subject subject) {
    var content = subject.isAuthority ? der(0x30, der(1, new byte[] {(byte) 0xff})) : der(0x30);
    return der(0x30, BASIC_CONSTRAINTS, der(1, new byte[] {(byte) 0xff}), der(4, content));
  }

  private static byte[] alternativeNames() {
    var host = der(0x82, ascii("localhost"));
    var address = der(0x87, InetAddress.getLoopbackAddress().getAddress());
    return der(0x30, ALTERNATIVE_NAMES, der(4, der(0x30, host, address)));
  }

  private static byte[] name(String name) {
    return der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, ascii(name)))));
  }

  private static byte[] time(Instant instant) {
    return der(0x18, ascii(TIME.format(instant)));
  }

  private static byte[] bits(byte[] bytes) {
    return der(3, new byte[] {0}, bytes);
  }

  private static byte[] oid(int... bytes) {
    var content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return der(6, content);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A value of DER: its tag, its length in as few bytes as will do, and what it is made of. */
  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var value = new ByteArrayOutputStream();
    value.write(tag);
    if (content.size() < 0x80) {
      value.write(content.size());
    } else {
      var length = BigInteger.valueOf(content.size()).toByteArray();
      int zeros = length[0] == 0 ? 1 : 0;
      value.write(0x80 | (length.length - zeros));
      value.write(length, zeros, length.length - zeros);
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}

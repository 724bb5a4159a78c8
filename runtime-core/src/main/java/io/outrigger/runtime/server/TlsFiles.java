package io.outrigger.runtime.server;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.access.Reloaded;
import io.outrigger.runtime.config.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of {@code server.tls}, and what they make. Not for several threads. */
final class TlsFiles implements Reloaded.Source<TlsFiles.Identity> {

  private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);

  private final NamedFile certificate;
  private final NamedFile key;
  private final Optional<NamedFile> authorities;

  TlsFiles(TlsSettings settings) {
    certificate = new NamedFile("server.tls.certificate", settings.certificate());
    key = new NamedFile("server.tls.key", settings.key());
    authorities = settings.clientCa().map(path -> new NamedFile("server.tls.client_ca", path));
  }

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public List<NamedFile> files() {
    return Stream.concat(Stream.of(certificate, key), authorities.stream()).toList();
  }

  /**
   * Reads them all.
   *
   * @throws io.outrigger.runtime.access.UnusableFileException when one cannot be used, or the key
   *     is not that of the certificate
   */
  @Override
  public Identity read() {
    var chain = PemFiles.certificates(certificate);
    var secret = PemFiles.key(key);
    if (!belong(chain.getFirst(), secret)) {
      throw key.unusable("is not the key of the certificate in " + certificate.path());
    }
    warnOfEnd(chain.getFirst());
    return new Identity(chain.getFirst(), context(chain, secret));
  }

  private static void warnOfEnd(X509Certificate shown) {
    var end = shown.getNotAfter().toInstant();
    if (end.isBefore(Instant.now())) {
      log.warn("event=certificate_expired until={}", end);
    }
  }

  private SslContext context(List<X509Certificate> chain, PrivateKey secret) {
    try {
      // TLS of the JDK: that of OpenSSL would be a native library for each architecture.
      var builder =
          GrpcSslContexts.configure(
              SslContextBuilder.forServer(secret, chain.toArray(X509Certificate[]::new)),
              SslProvider.JDK);
      authorities.ifPresent(file -> requireClients(builder, PemFiles.certificates(file)));
      return builder.protocols("TLSv1.3", "TLSv1.2").build();
    } catch (SSLException e) {
      throw certificate.unusable("cannot be used", e);
    }
  }

  private static void requireClients(SslContextBuilder builder, List<X509Certificate> authorities) {
    builder
        .trustManager(authorities.toArray(X509Certificate[]::new))
        .clientAuth(ClientAuth.REQUIRE);
  }

  /** Whether the certificate proves what the key signs: a pair that is half renewed does not. */
  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    var proof = "outrigger".getBytes(StandardCharsets.US_ASCII);
    try {
      var signing = Signature.getInstance(algorithm(key));
      signing.initSign(key);
      signing.update(proof);
      var signed = signing.sign();
      signing.initVerify(certificate.getPublicKey());
      signing.update(proof);
      return signing.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // Keys of two algorithms, for one.
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "EdDSA";
    };
  }

  @Override
  public String facts(Identity identity) {
    var shown = identity.certificate;
    return "subject=\"%s\" until=%s"
        .formatted(shown.getSubjectX500Principal(), shown.getNotAfter().toInstant());
  }

  /** What the server shows to clients, and how it looks at them. */
  record Identity(X509Certificate certificate, SslContext context) {}
}

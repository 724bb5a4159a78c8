package io.outrigger.runtime.server;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.access.UnusableFileException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What a client needs for a server with TLS; its name is always compared with the certificate.
 *
 * @param authorities of the server's certificate, PEM; those of the JDK when empty
 * @param identity what the client shows, if the server asks for it
 */
public record ClientTls(Optional<NamedFile> authorities, Optional<Identity> identity) {

  /** A certificate with those that lead to its authority, and its key, PEM. */
  public record Identity(NamedFile certificate, NamedFile key) {}

  /**
   * Reads the files.
   *
   * @throws UnusableFileException when one cannot be used
   */
  SslContext context() {
    var builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    authorities.ifPresent(file -> builder.trustManager(array(file)));
    identity.ifPresent(own -> builder.keyManager(PemFiles.key(own.key()), array(own.certificate)));
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("the JDK has no TLS", e);
    }
  }

  private static X509Certificate[] array(NamedFile file) {
    return PemFiles.certificates(file).toArray(X509Certificate[]::new);
  }
}

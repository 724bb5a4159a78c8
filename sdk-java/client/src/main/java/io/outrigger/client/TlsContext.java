package io.outrigger.client;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The files of a {@link Tls}, read. */
final class TlsContext {

  private final SslContext context;
  private final @Nullable String serverName;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException when one cannot be read, or is not what it should be
   */
  TlsContext(Tls tls) {
    serverName = tls.serverName();
    var builder = GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
    try {
      if (tls.authorities() != null) {
        builder.trustManager(file("certificates of authorities", tls.authorities()));
      }
      if (tls.certificate() != null && tls.key() != null) {
        builder.keyManager(file("certificate", tls.certificate()), file("key", tls.key()));
      }
      context = builder.build();
    } catch (SSLException | RuntimeException e) {
      throw new IllegalArgumentException("tls: " + e.getMessage(), e);
    }
  }

  private static File file(String what, Path path) {
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException(what + ": " + path + " (expected: a readable PEM file)");
    }
    return path.toFile();
  }

  void applyTo(NettyChannelBuilder builder) {
    builder.sslContext(context);
    if (serverName != null) {
      builder.overrideAuthority(serverName);
    }
  }
}

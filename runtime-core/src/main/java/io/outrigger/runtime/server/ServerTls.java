package io.outrigger.runtime.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.outrigger.runtime.access.Repeater;
import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.config.TlsSettings;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of the server, after the files as they are now: each connection begins with what counts at
 * that time and keeps it. Sessions that could be resumed end with the files, so that a client whose
 * authority is gone is looked at again. Any thread may ask.
 */
final class ServerTls extends SslContext implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);

  private final TlsFiles files;
  private final Repeater reloading;
  private volatile SslContext current;

  private ServerTls(TlsFiles files, TlsFiles.Identity identity, Duration period) {
    this.files = files;
    current = identity.context();
    reloading = Repeater.start("outrigger-tls", period, this::refresh);
  }

  /**
   * Reads the files, and from now on again when they have changed.
   *
   * @throws UnusableFileException when one cannot be used
   */
  static ServerTls read(TlsSettings settings) {
    var files = new TlsFiles(settings);
    var _ = files.changed();
    var identity = files.read();
    tell("tls_loaded", identity.certificate());
    return new ServerTls(files, identity, settings.reload());
  }

  private void refresh() {
    if (!files.changed()) {
      return;
    }
    try {
      var identity = files.read();
      current = identity.context();
      tell("tls_reloaded", identity.certificate());
    } catch (UnusableFileException e) {
      log.warn("event=tls_kept reason=\"{}\"", e.getMessage());
    }
  }

  private static void tell(String event, X509Certificate certificate) {
    var end = certificate.getNotAfter().toInstant();
    log.info("event={} subject=\"{}\" until={}", event, certificate.getSubjectX500Principal(), end);
    if (end.isBefore(Instant.now())) {
      log.warn("event=certificate_expired until={}", end);
    }
  }

  @Override
  public void close() {
    reloading.close();
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return current.cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation") // Netty has no other way to say which protocols there are.
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return current.applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator buffers) {
    return current.newEngine(buffers);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator buffers, String host, int port) {
    return current.newEngine(buffers, host, port);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return current.sessionContext();
  }
}

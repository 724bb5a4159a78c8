package io.outrigger.runtime.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.outrigger.runtime.access.Reloaded;
import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.config.TlsSettings;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * TLS of the server, after the files as they are now: each connection begins with what counts at
 * that time and keeps it. Sessions that could be resumed end with the files, so that a client whose
 * authority is gone is looked at again. Any thread may ask.
 */
final class ServerTls extends SslContext {

  private final Reloaded<TlsFiles.Identity> identity;

  private ServerTls(Reloaded<TlsFiles.Identity> identity) {
    this.identity = identity;
  }

  /**
   * Reads the files, and again when they have changed until {@code deadlines} are closed.
   *
   * @throws UnusableFileException when one cannot be used
   */
  static ServerTls read(TlsSettings settings, Deadlines deadlines) {
    var identity = Reloaded.read(new TlsFiles(settings));
    identity.watch(deadlines, settings.reload());
    return new ServerTls(identity);
  }

  private SslContext current() {
    return identity.get().context();
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return current().cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation") // Netty has no other way to say which protocols there are.
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return current().applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator buffers) {
    return current().newEngine(buffers);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator buffers, String host, int port) {
    return current().newEngine(buffers, host, port);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return current().sessionContext();
  }
}

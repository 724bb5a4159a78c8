package io.outrigger.runtime.access;

import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.config.ServerSettings;
import io.outrigger.runtime.config.TlsSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether others than this host can reach the sidecar, and what keeps them from calling it. */
final class Exposure {

  private static final Logger log = LoggerFactory.getLogger(Exposure.class);

  private final ServerSettings settings;

  Exposure(ServerSettings settings) {
    this.settings = settings;
  }

  /** Warns of each address that other hosts can reach and nothing protects. */
  void warn() {
    for (var address : settings.listen()) {
      if (address instanceof ListenAddress.Tcp tcp && !isLoopback(tcp)) {
        risk().ifPresent(risk -> log.warn("event=exposed address={} risk=\"{}\"", address, risk));
      }
    }
  }

  /** What may happen on an address that other hosts can reach; empty for nothing. */
  Optional<String> risk() {
    boolean knowsClients = settings.tls().flatMap(TlsSettings::clientCa).isPresent();
    if (!settings.needsToken() && !knowsClients) {
      return Optional.of(
          "everybody who reaches it can call: set server.token, or server.tls.client_ca, or listen"
              + " on 127.0.0.1 or a Unix socket");
    }
    return settings.tls().isPresent()
        ? Optional.empty()
        : Optional.of("tokens and values travel in plain text: set server.tls");
  }

  /** Whether only this host reaches it. A name that nobody knows will not be listened on. */
  private static boolean isLoopback(ListenAddress.Tcp address) {
    try {
      return InetAddress.getByName(address.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }
}

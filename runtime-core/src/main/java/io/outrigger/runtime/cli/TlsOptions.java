package io.outrigger.runtime.cli;

import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.server.ClientTls;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command looks at the certificate of a sidecar, and which one it shows. */
final class TlsOptions {

  @Option(
      names = "--tls",
      description = "Calls over TLS, with the authorities of the JDK; not on a Unix socket.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Calls over TLS, with the authorities in FILE (PEM).")
  private @Nullable Path authorities;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "The certificate to show over TLS (PEM); needs --key.")
  private @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "The key of --cert (PEM).")
  private @Nullable Path key;

  /** What a connection needs for TLS; empty for plain text. */
  Optional<ClientTls> tls() {
    if (!tls && authorities == null && certificate == null && key == null) {
      return Optional.empty();
    }
    var trusted = Optional.ofNullable(authorities).map(path -> new NamedFile("--ca", path));
    return Optional.of(new ClientTls(trusted, identity()));
  }

  private Optional<ClientTls.Identity> identity() {
    if (certificate == null && key == null) {
      return Optional.empty();
    }
    if (certificate == null || key == null) {
      throw new InputException("--cert and --key go together");
    }
    return Optional.of(
        new ClientTls.Identity(new NamedFile("--cert", certificate), new NamedFile("--key", key)));
  }
}

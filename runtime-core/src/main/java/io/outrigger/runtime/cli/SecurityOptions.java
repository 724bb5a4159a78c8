package io.outrigger.runtime.cli;

import io.grpc.Metadata;
import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.server.ClientTls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command shows a sidecar that it may call, and looks at what the sidecar shows. */
final class SecurityOptions {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER);

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

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "Sends the first line of FILE as API token;",
        "without it what DAPR_API_TOKEN says, if anything."
      })
  private @Nullable Path tokenFile;

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

  /** Adds the token, if there is one and the headers do not have it already. */
  void addToken(Metadata headers) {
    if (!headers.containsKey(TOKEN)) {
      token().ifPresent(token -> headers.put(TOKEN, token));
    }
  }

  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.ofNullable(System.getenv("DAPR_API_TOKEN")).filter(text -> !text.isBlank());
    }
    var text = new String(new NamedFile("--token-file", tokenFile).read(), StandardCharsets.UTF_8);
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
  }
}

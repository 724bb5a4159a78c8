package io.outrigger.runtime.cli;

import io.grpc.Metadata;
import io.outrigger.runtime.access.Access;
import io.outrigger.runtime.access.NamedFile;
import io.outrigger.runtime.config.ServerSettings;
import io.outrigger.runtime.server.ClientTls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command shows a sidecar that it may call, and looks at what the sidecar shows. */
final class SecurityOptions {

  @Mixin private TlsOptions tls = new TlsOptions();

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
    return tls.tls();
  }

  /** Adds the token, if there is one and the headers do not have it already. */
  void addToken(Metadata headers) {
    if (!headers.containsKey(Access.TOKEN)) {
      token().ifPresent(token -> headers.put(Access.TOKEN, token));
    }
  }

  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.ofNullable(System.getenv(ServerSettings.TOKEN_VARIABLE))
          .filter(text -> !text.isBlank());
    }
    var text = new String(new NamedFile("--token-file", tokenFile).read(), StandardCharsets.UTF_8);
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst();
  }
}

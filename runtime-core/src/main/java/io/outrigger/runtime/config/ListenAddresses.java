package io.outrigger.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The notation of {@link ListenAddress}. */
final class ListenAddresses {

  private static final String UNIX = "unix:";
  private static final int MAX_PORT = 65535;

  /** What fits into the kernel's {@code sun_path} with the zero behind it. */
  private static final int MAX_PATH_BYTES = 107;

  private static final Pattern TCP =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%[\\w.-]+)?)\\]|(?<host>[\\w.-]+))"
              + ":(?<port>\\d{1,5})");

  private ListenAddresses() {}

  /** The address that {@code text} says; empty when it says none. */
  static Optional<ListenAddress> find(String text) {
    return text.startsWith(UNIX) ? unix(text.substring(UNIX.length())) : tcp(text);
  }

  private static Optional<ListenAddress> unix(String path) {
    if (path.isBlank() || path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ListenAddress.Unix(Path.of(path)));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<ListenAddress> tcp(String text) {
    var match = TCP.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(match.group("port"));
    var v6 = match.group("v6");
    var host = v6 == null ? match.group("host") : v6;
    return port <= MAX_PORT && isHost(host)
        ? Optional.of(new ListenAddress.Tcp(host, port))
        : Optional.empty();
  }

  /** Whether a URI could have the host, which is what gRPC asks for. */
  private static boolean isHost(String host) {
    try {
      return new URI(null, null, host, 1, null, null, null).getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}

package io.outrigger.client;

/** Where a sidecar listens. */
sealed interface Endpoint {

  /** Of a sidecar with the default config. */
  String DEFAULT = "127.0.0.1:34904";

  /** A port of a host. */
  record Tcp(String host, int port) implements Endpoint {}

  /** A Unix socket. */
  record Unix(String path) implements Endpoint {}

  /**
   * Reads {@code host:port}, {@code [::1]:port} or {@code unix:/path}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Endpoint parse(String text) {
    if (text.startsWith("unix:") && text.length() > "unix:".length()) {
      var path = text.substring("unix:".length());
      return new Unix(path.startsWith("//") ? path.substring(2) : path);
    }
    var colon = text.lastIndexOf(':');
    if (colon < 1 || (text.indexOf(':') != colon && !text.startsWith("["))) {
      throw illegal(text);
    }
    var host = text.substring(0, colon);
    var bare = host.startsWith("[") && host.endsWith("]");
    return new Tcp(bare ? host.substring(1, host.length() - 1) : host, port(text, colon + 1));
  }

  private static int port(String text, int from) {
    try {
      var port = Integer.parseInt(text.substring(from));
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw illegal(text);
  }

  private static IllegalArgumentException illegal(String text) {
    return new IllegalArgumentException(
        "endpoint: " + text + " (expected: host:port, [ip6]:port or unix:/path)");
  }
}

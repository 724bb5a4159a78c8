package io.outrigger.runtime.config;

import java.nio.file.Path;

/** An address that the server listens on. */
public sealed interface ListenAddress {

  /** What {@link #parse} reads, in words. */
  String EXPECTED =
      "host:port or [::1]:port with a port from 0 to 65535, or unix: and the path of a socket, at"
          + " most 107 bytes long";

  /**
   * Reads {@code host:port}, {@code [::1]:port} or {@code unix:/path}.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  static ListenAddress parse(String text) {
    return ListenAddresses.find(text)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")"));
  }

  /**
   * A TCP address.
   *
   * @param host a name or an IP address, an IPv6 address without its brackets
   * @param port 0 for a free one
   */
  record Tcp(String host, int port) implements ListenAddress {

    /** Refuses a port that is out of range. */
    public Tcp {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
      }
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A Unix domain socket. */
  record Unix(Path path) implements ListenAddress {

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }
}

package io.outrigger.redis.client;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/** Reads the addresses of {@link RedisSettings#redisHost}. */
final class Servers {

  private static final String UNIX = "unix:";

  private Servers() {}

  /** The socket of this host that the setting names, if it names one. */
  static Optional<Path> socket(RedisSettings settings) {
    var text = settings.redisHost().strip();
    return text.startsWith(UNIX)
        ? Optional.of(Path.of(text.substring(UNIX.length()).replaceFirst("^//", "")))
        : Optional.empty();
  }

  /**
   * The addresses that the setting names, at least one.
   *
   * @throws IllegalArgumentException when one of them is none
   */
  static List<HostAndPort> addresses(RedisSettings settings) {
    return Arrays.stream(settings.redisHost().split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> address(text, settings.redisPort()))
        .toList();
  }

  /** The addresses in one text, without credentials; empty for a socket of this host. */
  static String peer(RedisSettings settings) {
    return socket(settings).isPresent()
        ? ""
        : addresses(settings).stream().map(Servers::text).collect(Collectors.joining(","));
  }

  private static String text(HostAndPort address) {
    var host = address.getHost();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static HostAndPort address(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
    if (!hasPort) {
      return new HostAndPort(withoutBrackets(text), defaultPort);
    }
    var digits = text.substring(colon + 1);
    if (!digits.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("redisHost: \"" + text + "\" (expected: host:port)");
    }
    return new HostAndPort(withoutBrackets(text.substring(0, colon)), Integer.parseInt(digits));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}

package io.outrigger.qiniu;

import java.net.URI;
import java.net.URISyntaxException;

/** What stands before the path of a request, such as {@code https://rs-z0.qiniuapi.com}. */
final class BaseUrl {

  private BaseUrl() {}

  /**
   * Reads a host, with or without a port, or a URL; without a slash at its end.
   *
   * @param key the setting that says so
   * @param https whether a host without a scheme is spoken to with TLS
   * @throws IllegalArgumentException when it is neither
   */
  static String parse(String key, String text, boolean https) {
    var plain = text.strip();
    var url = plain.contains("://") ? plain : (https ? "https://" : "http://") + plain;
    try {
      var uri = new URI(url);
      if (isBase(uri)) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      }
    } catch (URISyntaxException e) {
      throw refused(key, text, e);
    }
    throw refused(key, text, null);
  }

  private static boolean isBase(URI uri) {
    var scheme = uri.getScheme();
    return ("http".equals(scheme) || "https".equals(scheme))
        && uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  private static IllegalArgumentException refused(
      String key, String text, @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: a host such as files.example.com, or a URL such as"
                .formatted(key, text)
            + " https://files.example.com)",
        cause);
  }
}

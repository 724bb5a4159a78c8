package io.outrigger.testkit.http;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the client has sent it.
 *
 * @param method such as {@code GET}
 * @param target what stands in the request line, percent-encoded, neither decoded nor normalized
 * @param headers the header fields
 * @param body the content, without the framing of chunks; empty when there is none. It comes as the
 *     client sends it, and fails when the client goes before its end.
 */
public record HttpRequest(String method, String target, HttpHeaders headers, InputStream body) {

  /** The value of the first header field of this name, whatever the case. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** The target up to the question mark, encoded as sent. */
  public String path() {
    int end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** The path without its encoding. A {@code %2F} cannot be told from a slash any more. */
  public String decodedPath() {
    return URLDecoder.decode(path().replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The target behind the question mark, encoded as sent; empty when there is none. */
  public String query() {
    int end = target.indexOf('?');
    return end < 0 ? "" : target.substring(end + 1);
  }

  /**
   * The decoded parameters of the query in their order; {@code +} is a space. One without a value
   * has an empty one, and of two with one name the last counts.
   */
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    for (var each : query().split("&", -1)) {
      if (!each.isEmpty()) {
        int equals = each.indexOf('=');
        var name = equals < 0 ? each : each.substring(0, equals);
        parameters.put(decode(name), equals < 0 ? "" : decode(each.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

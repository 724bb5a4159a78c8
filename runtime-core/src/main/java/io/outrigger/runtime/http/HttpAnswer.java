package io.outrigger.runtime.http;

import io.outrigger.spi.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response.
 *
 * @param status such as 200
 * @param headers by their names; not those about the connection and the length of the body
 * @param body empty for none
 */
public record HttpAnswer(int status, Map<String, String> headers, Bytes body) {

  /** Copies the headers. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** A status and nothing else. */
  public static HttpAnswer empty(int status) {
    return new HttpAnswer(status, Map.of(), Bytes.empty());
  }

  /** A line of text, for people. */
  public static HttpAnswer text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", Bytes.utf8(line + "\n"));
  }

  /** A body of a type. */
  public static HttpAnswer of(int status, String contentType, Bytes body) {
    return new HttpAnswer(status, Map.of("content-type", contentType), body);
  }

  /** The same with one header more, or another value of it. */
  public HttpAnswer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, body);
  }
}

package io.outrigger.runtime.http;

import io.outrigger.spi.Bytes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method such as {@code GET}
 * @param path without the query, percent signs resolved
 * @param headers by their names in lower case; several of one name are joined by a comma
 * @param body empty when there is none
 * @param isLocal whether only this host can have asked: it came to a loopback address or a socket
 */
public record HttpQuestion(
    String method, String path, Map<String, String> headers, Bytes body, boolean isLocal) {

  /** Copies the headers. */
  public HttpQuestion {
    headers = Map.copyOf(headers);
  }

  /** The value of a header, if there is one; its name may be in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Shows no header and no body, which may be secrets. */
  @Override
  public String toString() {
    return method + ' ' + path;
  }
}

package io.outrigger.runtime.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.outrigger.spi.Bytes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes plain values of Netty's messages. */
final class HttpMessages {

  private HttpMessages() {}

  /** A request as a value that outlives the buffers it came in. */
  static HttpQuestion question(FullHttpRequest request, boolean local) {
    return new HttpQuestion(
        request.method().name(),
        path(request.uri()),
        headers(request),
        Bytes.wrap(ByteBufUtil.getBytes(request.content())),
        local);
  }

  /** A path whose percent signs make no sense is taken as it is, and nothing is there. */
  private static String path(String uri) {
    var end = uri.indexOf('?');
    var path = end < 0 ? uri : uri.substring(0, end);
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private static Map<String, String> headers(FullHttpRequest request) {
    var headers = new LinkedHashMap<String, String>();
    for (var header : request.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
    }
    return headers;
  }

  /** The status for a request that could not be read. */
  static int refusal(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> 414;
      case TooLongHttpHeaderException _ -> 431;
      case null, default -> 400;
    };
  }
}

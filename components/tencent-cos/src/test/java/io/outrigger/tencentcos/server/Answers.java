package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The XML and the headers of COS. */
public final class Answers {

  private static final String REQUEST = "NjNhMTIzXzQ1Njc4OTBhYmNkZWZf";

  private Answers() {}

  /** A failure as COS tells it. */
  public static HttpResponse error(int status, String code, String message) {
    return xml(status, errorBody(code, message));
  }

  /** The body of a failure. */
  public static String errorBody(String code, String message) {
    return "<?xml version='1.0' encoding='utf-8' ?>\n<Error>"
        + element("Code", code)
        + element("Message", message)
        + element("RequestId", REQUEST)
        + "</Error>";
  }

  static HttpResponse empty(int status) {
    return HttpResponse.of(status).with("Server", "tencent-cos").with("x-cos-request-id", REQUEST);
  }

  static HttpResponse xml(int status, String body) {
    return empty(status).with("Content-Type", "application/xml").body(body);
  }

  /** An element with a text in it. */
  static String element(String name, Object text) {
    var escaped = text.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return '<' + name + '>' + escaped + "</" + name + '>';
  }

  /** As {@code encoding-type=url} and the signature have it. */
  static String percentEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}

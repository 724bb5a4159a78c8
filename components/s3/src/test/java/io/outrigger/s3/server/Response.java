package io.outrigger.s3.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of S3.
 *
 * @param status the status of HTTP
 * @param headers by name
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Response(int status, Map<String, String> headers, byte[] body) {

  /** An answer without content. */
  static Response empty(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }

  static Response xml(int status, String text) {
    var document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text;
    return new Response(
        status,
        Map.of("Content-Type", "application/xml"),
        document.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal. */
  static Response error(int status, String code) {
    return xml(
        status,
        "<Error><Code>%s</Code><Message>as the test has it</Message></Error>".formatted(code));
  }

  /** The same with one more header. */
  Response with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }
}

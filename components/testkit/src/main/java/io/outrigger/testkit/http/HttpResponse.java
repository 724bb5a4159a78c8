package io.outrigger.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer. The server adds {@code Content-Length} or {@code Transfer-Encoding}, and {@code
 * Connection: close} where it closes; everything else is up to the handler.
 *
 * @param status such as 200
 * @param headers the header fields, sent in their order and case
 * @param length how many bytes the content has; {@link #CHUNKED} when that is not to be told
 * @param content the content, which the server closes; for HEAD it is not read
 */
public record HttpResponse(int status, HttpHeaders headers, long length, InputStream content) {

  /** The length of content that is sent in chunks. */
  public static final long CHUNKED = -1;

  /** An answer without content. */
  public static HttpResponse of(int status) {
    return new HttpResponse(status, HttpHeaders.none(), 0, InputStream.nullInputStream());
  }

  /** This with one more header field. */
  public HttpResponse with(String name, String value) {
    return new HttpResponse(status, headers.with(name, value), length, content);
  }

  /** This with these bytes. */
  public HttpResponse body(byte[] bytes) {
    return body(new ByteArrayInputStream(bytes), bytes.length);
  }

  /** This with a text in UTF-8. */
  public HttpResponse body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** This with content of a known length; to HEAD, the length alone is told. */
  public HttpResponse body(InputStream bytes, long size) {
    return new HttpResponse(status, headers, size, bytes);
  }

  /** This with content of untold length. */
  public HttpResponse chunked(InputStream bytes) {
    return new HttpResponse(status, headers, CHUNKED, bytes);
  }
}

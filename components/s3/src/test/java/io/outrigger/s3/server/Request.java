package io.outrigger.s3.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of S3.
 *
 * @param method GET and the like
 * @param target the path and the query, as they were sent
 * @param hostBucket the bucket that the name of the host begins with; empty in path style
 * @param headers by their names in lower case
 * @param body all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Request(
    String method, String target, String hostBucket, Map<String, String> headers, byte[] body) {

  /** The path as it was sent. */
  public String rawPath() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The query as it was sent; empty when there is none. */
  public String rawQuery() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The parameters of the query, decoded. */
  public Map<String, String> query() {
    var parameters = new LinkedHashMap<String, String>();
    for (var part : rawQuery().split("&", -1)) {
      int equals = part.indexOf('=');
      if (!part.isEmpty()) {
        parameters.put(
            decode(equals < 0 ? part : part.substring(0, equals)),
            equals < 0 ? "" : decode(part.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** The bucket; empty when the request is about all of them. */
  public String bucket() {
    return hostBucket.isEmpty() ? pathParts()[0] : hostBucket;
  }

  /** The key; empty when the request is about a bucket. */
  public String key() {
    if (!hostBucket.isEmpty()) {
      return decode(rawPath().substring(1));
    }
    return pathParts().length < 2 ? "" : pathParts()[1];
  }

  private String[] pathParts() {
    var parts = rawPath().substring(1).split("/", 2);
    parts[0] = decode(parts[0]);
    if (parts.length > 1) {
      parts[1] = decode(parts[1]);
    }
    return parts;
  }

  /** A header; null when there is none. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** What is asked for, such as {@code PutObject}. */
  public String operation() {
    var query = query();
    boolean isUpload = query.containsKey("uploadId");
    return switch (method) {
      case "PUT" -> isUpload ? "UploadPart" : "PutObject";
      case "POST" -> isUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> isUpload ? "AbortMultipartUpload" : "DeleteObject";
      case "HEAD" -> key().isEmpty() ? "HeadBucket" : "HeadObject";
      default -> bucket().isEmpty() ? "ListBuckets" : key().isEmpty() ? "ListObjects" : "GetObject";
    };
  }

  /** The same request with another body. */
  Request withBody(byte[] other) {
    return new Request(method, target, hostBucket, headers, other);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

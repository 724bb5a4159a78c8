package io.outrigger.s3.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that is as strict as S3: it refuses wrong MD5s, parts that are too small, and
 * ranges behind the end, and lists keys in the order of their UTF-8 bytes, at most 1,000 at a time.
 */
public final class MemoryS3 implements Backend {

  /**
   * An object.
   *
   * @param content all of it
   * @param etag without quotes
   * @param modified when it was put
   * @param headers what a reader gets with it, such as its type
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Stored(
      byte[] content, String etag, Instant modified, Map<String, String> headers) {}

  private static final int SMALLEST_PART = 5 << 20;
  private static final Pattern PART = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final Map<String, NavigableMap<String, Stored>> buckets = new ConcurrentHashMap<>();
  private final Uploads uploads = new Uploads();

  /** Makes a bucket, or empties it; all uploads are forgotten. */
  public void make(String bucket) {
    uploads.clear();
    buckets.put(bucket, new ConcurrentSkipListMap<>(MemoryS3::compareUtf8));
  }

  /** The objects of a bucket by their keys; a test may add some. */
  public NavigableMap<String, Stored> objects(String bucket) {
    return Objects.requireNonNull(buckets.get(bucket));
  }

  /** Removes a bucket with all that is in it. */
  public void remove(String bucket) {
    buckets.remove(bucket);
  }

  /** Whether a bucket has an object. */
  public boolean hasObject(String bucket, String key) {
    return buckets.containsKey(bucket) && objects(bucket).containsKey(key);
  }

  /** How many uploads in parts are neither complete nor aborted. */
  public int unfinishedUploads() {
    return uploads.size();
  }

  @Override
  public Response serve(Request request) {
    var operation = request.operation();
    if (operation.equals("ListBuckets")) {
      return listBuckets();
    }
    var objects = buckets.get(request.bucket());
    if (objects == null) {
      return Response.error(404, "NoSuchBucket");
    }
    return switch (operation) {
      case "HeadBucket" -> Response.empty(200);
      case "ListObjects" ->
          ObjectList.of(
              request.query(), objects.navigableKeySet(), key -> entry(key, objects.get(key)));
      case "PutObject" -> put(request, objects);
      case "GetObject", "HeadObject" -> get(request, objects);
      case "DeleteObject" -> {
        objects.remove(request.key());
        yield Response.empty(204);
      }
      default -> upload(operation, request, objects);
    };
  }

  private static String entry(String key, @Nullable Stored stored) {
    return stored == null
        ? ""
        : "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>"
            .formatted(url(key), stored.modified, stored.etag, stored.content.length);
  }

  private Response listBuckets() {
    return Response.xml(
        200, "<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>");
  }

  private static Response put(Request request, Map<String, Stored> objects) {
    if (!isIntact(request)) {
      return Response.error(400, "BadDigest");
    }
    var stored = stored(request.body(), hex(md5(request.body())), request.headers());
    return publish(request, objects, stored)
        ? Response.empty(200).with("ETag", '"' + stored.etag + '"')
        : Response.error(412, "PreconditionFailed");
  }

  private static boolean publish(Request request, Map<String, Stored> objects, Stored stored) {
    if (request.header("if-none-match") != null) {
      return objects.putIfAbsent(request.key(), stored) == null;
    }
    objects.put(request.key(), stored);
    return true;
  }

  private static Stored stored(byte[] content, String etag, Map<String, String> sent) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : List.of("content-type", "x-amz-storage-class", "x-amz-acl")) {
      var value = sent.get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new Stored(content, etag, Instant.now().truncatedTo(ChronoUnit.SECONDS), headers);
  }

  private static boolean isIntact(Request request) {
    var md5 = request.header("content-md5");
    return md5 != null && md5.equals(Base64.getEncoder().encodeToString(md5(request.body())));
  }

  private static Response get(Request request, Map<String, Stored> objects) {
    var stored = objects.get(request.key());
    if (stored == null) {
      return Response.error(404, "NoSuchKey");
    }
    var response = part(stored, request.header("range"));
    for (var header : stored.headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response
        .with("ETag", '"' + stored.etag + '"')
        .with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified.atOffset(ZoneOffset.UTC)))
        .with("Content-Length", Integer.toString(response.body().length));
  }

  private static Response part(Stored stored, @Nullable String range) {
    if (range == null) {
      return new Response(200, Map.of(), stored.content);
    }
    var match = RANGE.matcher(range);
    int size = stored.content.length;
    if (!match.matches()) {
      return Response.error(400, "InvalidArgument");
    }
    int from = from(match.group(1), match.group(2), size);
    long last =
        match.group(1).isEmpty() || match.group(2).isEmpty() ? size - 1L : to(match.group(2));
    if (from >= size) {
      return Response.error(416, "InvalidRange");
    }
    int end = (int) Math.min(last + 1, size);
    return new Response(206, Map.of(), Arrays.copyOfRange(stored.content, from, end))
        .with("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, size));
  }

  private static int from(String first, String last, int size) {
    return (int)
        (first.isEmpty()
            ? Math.max(0, size - to(last))
            : Math.min(Integer.MAX_VALUE, Long.parseLong(first)));
  }

  private static long to(String last) {
    return Long.parseLong(last);
  }

  private Response upload(String operation, Request request, Map<String, Stored> objects) {
    var id = request.query().getOrDefault("uploadId", "");
    if (operation.equals("CreateMultipartUpload")) {
      return Response.xml(
          200,
          "<InitiateMultipartUploadResult><UploadId>%s</UploadId></InitiateMultipartUploadResult>"
              .formatted(uploads.begin(request)));
    }
    var upload = uploads.find(id);
    if (upload == null) {
      return Response.error(404, "NoSuchUpload");
    }
    return switch (operation) {
      case "UploadPart" -> addPart(request, upload);
      case "CompleteMultipartUpload" -> complete(request, upload, objects);
      default -> {
        uploads.end(id);
        yield Response.empty(204);
      }
    };
  }

  private static Response addPart(Request request, Uploads.Upload upload) {
    if (!isIntact(request)) {
      return Response.error(400, "BadDigest");
    }
    int number = Integer.parseInt(request.query().getOrDefault("partNumber", "0"));
    upload.parts().put(number, request.body());
    return Response.empty(200).with("ETag", '"' + hex(md5(request.body())) + '"');
  }

  private Response complete(Request request, Uploads.Upload upload, Map<String, Stored> objects) {
    var named =
        PART.matcher(new String(request.body(), StandardCharsets.UTF_8))
            .results()
            .map(result -> Integer.valueOf(result.group(1)))
            .toList();
    if (!named.equals(List.copyOf(upload.parts().keySet()))) {
      return Response.error(400, "InvalidPart");
    }
    var parts = List.copyOf(upload.parts().values());
    if (parts.stream().limit(parts.size() - 1L).anyMatch(part -> part.length < SMALLEST_PART)) {
      return Response.error(400, "EntityTooSmall");
    }
    var stored = stored(joined(parts), etag(parts), upload.headers());
    if (!publish(request, objects, stored)) {
      return Response.error(412, "PreconditionFailed");
    }
    uploads.end(upload.id());
    return Response.xml(
        200,
        "<CompleteMultipartUploadResult><ETag>%s</ETag></CompleteMultipartUploadResult>"
            .formatted(stored.etag));
  }

  private static byte[] joined(List<byte[]> parts) {
    var all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int place = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, all, place, part.length);
      place += part.length;
    }
    return all;
  }

  private static String etag(List<byte[]> parts) {
    return hex(md5(joined(parts.stream().map(MemoryS3::md5).toList()))) + '-' + parts.size();
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  static int compareUtf8(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.outrigger.qiniu;

import com.qiniu.util.Json;
import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * The upload of a file part by part (Qiniu's resumable upload v2). When it fails, Qiniu is told to
 * forget the parts. For one thread.
 */
final class PartsUpload {

  /** How many parts a file may have. */
  private static final int MOST_PARTS = 10_000;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final ComponentContext context;
  private final QiniuHttp http;
  private final Signatures signatures;
  private final Upload upload;
  private final String uploads;
  private final List<Map<String, Object>> parts = new ArrayList<>();

  PartsUpload(
      ComponentContext context, QiniuHttp http, Signatures signatures, Hosts hosts, Upload upload) {
    this.context = context;
    this.http = http;
    this.signatures = signatures;
    this.upload = upload;
    uploads =
        "%s/buckets/%s/objects/%s/uploads"
            .formatted(
                hosts.up(),
                Link.path(upload.object().bucket()),
                Link.encoded(upload.object().key()));
  }

  /** What became of the upload: Qiniu's reply, and the hashes of which the file must have one. */
  record Result(Reply reply, Set<String> hashes) {}

  /** Uploads the content, whose first part is not the last. */
  Result run(Part first, PartReader content, long partBytes) throws IOException {
    var id = text(send(request(uploads).post(empty())), "uploadId");
    try {
      var hash = new ContentHash.OfParts(partBytes);
      for (var part = first; ; part = content.next()) {
        hash.update(part.buffer(), part.length());
        send(id, part);
        if (part.isLast()) {
          return new Result(complete(id), hash.values());
        }
      }
    } catch (IOException | RuntimeException e) {
      abort(id, e);
      throw e;
    }
  }

  private void send(String id, Part part) {
    int number = parts.size() + 1;
    if (number > MOST_PARTS) {
      throw new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "%s: more than %d parts (expected: content that fits, or a larger part_size)"
              .formatted(upload.subject(), MOST_PARTS));
    }
    var request = request(uploads + '/' + id + '/' + number);
    var fields = fields(send(request.put(new PartBody(part, BYTES, false))));
    requireSame(number, md5(part), fields.get("md5"));
    parts.add(Map.of("partNumber", number, "etag", text(fields, "etag")));
  }

  private void requireSame(int number, String md5, @Nullable Object told) {
    if (told instanceof String other && !other.equalsIgnoreCase(md5)) {
      throw new ComponentException(
          ErrorCode.UNAVAILABLE,
          "%s: Qiniu has got part %d with the MD5 %s (expected: %s, as it was sent)"
              .formatted(upload.subject(), number, other, md5));
    }
  }

  private Reply complete(String id) {
    upload.requireGoingOn();
    var body = new LinkedHashMap<String, Object>();
    body.put("parts", parts);
    upload.type().ifPresent(type -> body.put("mimeType", type.toString()));
    var bytes = Json.encode(body).getBytes(StandardCharsets.UTF_8);
    var content = new Part(bytes, bytes.length, true);
    return send(request(uploads + '/' + id).post(new PartBody(content, JSON, true)));
  }

  private void abort(String id, Exception failure) {
    try {
      var reply = http.clean(upload.subject(), request(uploads + '/' + id).delete().build());
      if (!reply.isSuccess() && !reply.isNoEntry()) {
        failure.addSuppressed(QiniuFailures.of(upload.subject(), reply));
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Request.Builder request(String url) {
    return upload.request(signatures, url);
  }

  private Reply send(Request.Builder request) {
    var reply = http.send(upload.subject(), request.build());
    if (reply.isNoEntry()) {
      // Not the file is missing, which need not be there, but the upload.
      throw QiniuFailures.of(ErrorCode.ABORTED, upload.subject(), reply);
    }
    if (!reply.isSuccess()) {
      throw QiniuFailures.of(upload.subject(), reply);
    }
    return reply;
  }

  private Map<?, ?> fields(Reply reply) {
    return context.json(upload.subject(), reply.body()) instanceof Map<?, ?> map ? map : Map.of();
  }

  private String text(Reply reply, String key) {
    return text(fields(reply), key);
  }

  private String text(Map<?, ?> fields, String key) {
    if (fields.get(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new ComponentException(
        ErrorCode.INTERNAL, "%s: Qiniu's reply has no %s".formatted(upload.subject(), key));
  }

  private static RequestBody empty() {
    return RequestBody.create(new byte[0], BYTES);
  }

  private static String md5(Part part) {
    var md5 = Checksum.md5();
    md5.update(part.buffer(), 0, part.length());
    return md5.value();
  }
}

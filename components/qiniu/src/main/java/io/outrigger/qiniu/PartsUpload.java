package io.outrigger.qiniu;

import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The upload of a file part by part. When it fails, Qiniu is told to forget the parts. For one
 * thread.
 */
final class PartsUpload {

  /** How many parts a file may have. */
  private static final int MOST_PARTS = 10_000;

  private final ComponentContext context;
  private final QiniuHttp http;
  private final Publication publication;
  private final Upload upload;
  private final UploadRequests requests;
  private final List<Map<String, Object>> parts = new ArrayList<>();

  PartsUpload(
      ComponentContext context,
      QiniuHttp http,
      Publication publication,
      Upload upload,
      UploadRequests requests) {
    this.context = context;
    this.http = http;
    this.publication = publication;
    this.upload = upload;
    this.requests = requests;
  }

  /** Uploads the content, whose first part is not the last. */
  void run(Part first, PartReader content, long partBytes) throws IOException {
    var id = text(fields(upload.send(http, requests.begin())), "uploadId");
    try {
      var hash = new ContentHash.OfParts(partBytes);
      for (var part = first; ; part = content.next()) {
        hash.update(part.buffer(), part.length());
        send(id, part);
        if (part.isLast()) {
          publication.run(upload, hash.values(), requests.complete(id, parts));
          return;
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
    var fields = fields(upload.send(http, requests.part(id, number, part)));
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

  private void abort(String id, Exception failure) {
    try {
      var reply = http.clean(upload.subject(), requests.abort(id));
      if (!reply.isSuccess() && !reply.isNoEntry()) {
        failure.addSuppressed(QiniuFailures.of(upload.subject(), reply));
      }
    } catch (ComponentException e) {
      failure.addSuppressed(e);
    }
  }

  private Map<?, ?> fields(Reply reply) {
    return reply.fields(context, upload.subject());
  }

  private String text(Map<?, ?> fields, String key) {
    if (fields.get(key) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new ComponentException(
        ErrorCode.INTERNAL, "%s: Qiniu's reply has no %s".formatted(upload.subject(), key));
  }

  private static String md5(Part part) {
    var md5 = Checksum.md5();
    md5.update(part.buffer(), 0, part.length());
    return md5.value();
  }
}

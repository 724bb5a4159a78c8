package io.outrigger.qiniu;

import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts files: in one request when they are no longer than a part, else part by part. Both become
 * visible at once or not at all. Safe for use by many threads.
 */
final class Uploads {

  private final int partBytes;
  private final ComponentContext context;
  private final QiniuHttp http;
  private final Signatures signatures;
  private final Bucket bucket;

  Uploads(
      QiniuSettings settings,
      ComponentContext context,
      QiniuHttp http,
      Signatures signatures,
      Bucket bucket) {
    partBytes = Math.toIntExact(settings.partSize().bytes());
    this.context = context;
    this.http = http;
    this.signatures = signatures;
    this.bucket = bucket;
  }

  /** Uploads the content to its end. */
  void run(Upload upload, Hosts hosts, InputStream content) throws IOException {
    var reader = new PartReader(content, partBytes, upload.options().size());
    var first = reader.next();
    if (first.isLast()) {
      var reply = new FormUpload(http, signatures, hosts).run(upload, first);
      requireHash(upload, Set.of(hash(first)), reply);
      return;
    }
    var parts = new PartsUpload(context, http, signatures, hosts, upload);
    var result = parts.run(first, reader, partBytes);
    requireHash(upload, result.hashes(), result.reply());
  }

  private static String hash(Part content) {
    var hash = new ContentHash();
    hash.update(content.buffer(), 0, content.length());
    return hash.value();
  }

  /** What has another hash than was sent, nobody is to read. */
  private void requireHash(Upload upload, Set<String> expected, Reply reply) {
    var told = told(upload, reply);
    if (told.isEmpty() || expected.contains(told.get())) {
      return;
    }
    var failure =
        new ComponentException(
            ErrorCode.DATA_LOSS,
            "%s: Qiniu says that its hash is %s (expected: %s), so it is not kept"
                .formatted(upload.subject(), told.get(), String.join(" or ", expected)));
    try {
      bucket.clean(upload.object());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private Optional<String> told(Upload upload, Reply reply) {
    return context.json(upload.subject(), reply.body()) instanceof Map<?, ?> map
            && map.get("hash") instanceof String hash
        ? Optional.of(hash)
        : Optional.empty();
  }
}

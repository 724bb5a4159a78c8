package io.outrigger.qiniu;

import io.outrigger.objectstore.PartReader;
import io.outrigger.objectstore.PartReader.Part;
import io.outrigger.spi.ComponentContext;
import java.io.IOException;
import java.io.InputStream;
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
  private final Publication publication;

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
    publication = new Publication(context, http, bucket);
  }

  /** Uploads the content to its end. */
  void run(Upload upload, Hosts hosts, InputStream content) throws IOException {
    var requests = new UploadRequests(upload, signatures, hosts);
    var reader = new PartReader(content, partBytes, upload.options().size());
    var first = reader.next();
    if (first.isLast()) {
      publication.run(upload, Set.of(hash(first)), requests.form(first));
      return;
    }
    new PartsUpload(context, http, publication, upload, requests).run(first, reader, partBytes);
  }

  private static String hash(Part content) {
    var hash = new ContentHash();
    hash.update(content.buffer(), 0, content.length());
    return hash.value();
  }
}

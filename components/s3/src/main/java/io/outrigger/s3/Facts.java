package io.outrigger.s3;

import io.outrigger.spi.file.FileFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Turns what the store tells about objects into facts about files. */
final class Facts {

  private static final String ETAG = "etag";
  private static final String STORAGE_CLASS = "storage-class";

  private Facts() {}

  static FileFacts of(String name, HeadObjectResponse head) {
    var metadata = new HashMap<String, String>();
    head.metadata().forEach((key, value) -> metadata.put("x-amz-meta-" + key, value));
    put(metadata, ETAG, etag(head.eTag()));
    put(metadata, "content-type", head.contentType());
    put(metadata, STORAGE_CLASS, head.storageClassAsString());
    put(metadata, "version-id", head.versionId());
    return new FileFacts(name, size(head.contentLength()), time(head.lastModified()), metadata);
  }

  static FileFacts of(String name, S3Object object) {
    var metadata = new HashMap<String, String>();
    put(metadata, ETAG, etag(object.eTag()));
    put(metadata, STORAGE_CLASS, object.storageClassAsString());
    return new FileFacts(name, size(object.size()), time(object.lastModified()), metadata);
  }

  /** The etag without its quotes; empty when there is none. */
  static String etag(@Nullable String quoted) {
    return quoted == null ? "" : quoted.replace("\"", "");
  }

  private static long size(@Nullable Long size) {
    return size == null ? 0 : size;
  }

  private static Instant time(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }

  private static void put(Map<String, String> metadata, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      metadata.put(key, value);
    }
  }
}

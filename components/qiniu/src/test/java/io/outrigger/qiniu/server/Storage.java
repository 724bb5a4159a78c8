package io.outrigger.qiniu.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The one bucket, and the uploads that are under way. Safe for use by many threads. */
final class Storage {

  private static final int LONGEST_KEY = 750;

  private final String bucket;
  private final NavigableMap<String, StoredFile> files =
      new ConcurrentSkipListMap<>(Storage::compare);
  private final Map<String, PartUpload> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  Storage(String bucket) {
    this.bucket = bucket;
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  void requireBucket(String name) {
    if (!name.equals(bucket)) {
      throw Refusal.noBucket();
    }
  }

  /** The file that an entry names, {@code bucket:key}. */
  String key(String entry) {
    int colon = entry.indexOf(':');
    requireBucket(entry.substring(0, Math.max(0, colon)));
    return entry.substring(colon + 1);
  }

  NavigableMap<String, StoredFile> files() {
    return files;
  }

  Map<String, PartUpload> uploads() {
    return uploads;
  }

  /** Refuses what cannot be put. */
  void requireFree(String key, boolean insertOnly) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new Refusal(400, "key is too long");
    }
    if (insertOnly && files.containsKey(key)) {
      throw new Refusal(614, "file exists");
    }
  }

  void put(String key, StoredFile file, boolean insertOnly) {
    requireFree(key, insertOnly);
    if (insertOnly) {
      if (files.putIfAbsent(key, file) != null) {
        throw new Refusal(614, "file exists");
      }
      return;
    }
    files.put(key, file);
  }

  String begin(String key) {
    var id = "upload" + ids.incrementAndGet();
    uploads.put(id, new PartUpload(key));
    return id;
  }

  PartUpload upload(String id, String key) {
    return Optional.ofNullable(uploads.get(id))
        .filter(upload -> upload.key().equals(key))
        .orElseThrow(() -> new Refusal(612, "no such uploadId"));
  }
}

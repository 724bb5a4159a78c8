package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The objects and open uploads of a bucket. Safe for use by many threads. */
final class Bucket {

  private static final List<String> KEPT =
      List.of("Content-Type", "x-cos-acl", "x-cos-storage-class");
  private static final List<String> ACLS = List.of("default", "private", "public-read");
  private static final List<String> CLASSES = List.of("STANDARD", "STANDARD_IA", "ARCHIVE");

  private final NavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(
              (String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
  private final Map<String, OpenUpload> uploads = new ConcurrentHashMap<>();

  Optional<StoredObject> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  StoredObject get(String key) {
    return find(key).orElseThrow(Refusal::noSuchKey);
  }

  int size() {
    return objects.size();
  }

  int openUploads() {
    return uploads.size();
  }

  /** How many parts of open uploads are stored. */
  int openParts() {
    return uploads.values().stream().mapToInt(upload -> upload.parts().size()).sum();
  }

  void delete(String key) {
    objects.remove(key);
  }

  /** The objects behind a marker, in order. */
  NavigableMap<String, StoredObject> after(String marker) {
    return objects.tailMap(marker, false);
  }

  void put(String key, HttpRequest request, StoredObject object) {
    if (!forbidsOverwrite(request)) {
      objects.put(key, object);
    } else if (objects.putIfAbsent(key, object) != null) {
      throw exists();
    }
  }

  String begin(String key, HttpRequest request) {
    if (forbidsOverwrite(request) && objects.containsKey(key)) {
      throw exists();
    }
    var id = UUID.randomUUID().toString();
    uploads.put(id, new OpenUpload(key, kept(request)));
    return id;
  }

  OpenUpload upload(String key, String id) {
    var upload = uploads.get(id);
    if (upload == null || !upload.key().equals(key)) {
      throw new Refusal(404, "NoSuchUpload", "The specified multipart upload does not exist.");
    }
    return upload;
  }

  void end(String id) {
    uploads.remove(id);
  }

  private static boolean forbidsOverwrite(HttpRequest request) {
    return request.header("x-cos-forbid-overwrite").orElse("").equals("true");
  }

  private static Refusal exists() {
    return new Refusal(409, "FileAlreadyExists", "The object exists already.");
  }

  /** The headers that stay with an object. */
  static Map<String, String> kept(HttpRequest request) {
    requireOneOf(request, "x-cos-acl", ACLS, "InvalidArgument");
    requireOneOf(request, "x-cos-storage-class", CLASSES, "InvalidStorageClass");
    var kept = new TreeMap<String, String>();
    for (var name : KEPT) {
      request.header(name).ifPresent(value -> kept.put(name, value));
    }
    return kept;
  }

  private static void requireOneOf(
      HttpRequest request, String name, List<String> values, String code) {
    if (!request.header(name).map(values::contains).orElse(true)) {
      throw new Refusal(400, code, name + " is none of " + values + '.');
    }
  }
}

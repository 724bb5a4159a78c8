package io.outrigger.s3.server;

import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The uploads in parts that have begun and not ended. */
final class Uploads {

  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  /**
   * One of them.
   *
   * @param id what it is called
   * @param headers those that it began with
   * @param parts what has come so far
   */
  record Upload(String id, Map<String, String> headers, NavigableMap<Integer, byte[]> parts) {}

  String begin(Request request) {
    var id = UUID.randomUUID().toString();
    uploads.put(id, new Upload(id, request.headers(), new ConcurrentSkipListMap<>()));
    return id;
  }

  @Nullable Upload find(String id) {
    return uploads.get(id);
  }

  void end(String id) {
    uploads.remove(id);
  }

  void clear() {
    uploads.clear();
  }

  int size() {
    return uploads.size();
  }
}

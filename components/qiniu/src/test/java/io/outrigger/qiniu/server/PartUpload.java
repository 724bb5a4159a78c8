package io.outrigger.qiniu.server;

import com.qiniu.util.Etag;
import com.qiniu.util.EtagV2;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** An upload in parts that is under way. Safe for use by many threads. */
final class PartUpload {

  private static final int LEAST_PART = 1 << 20;

  private final String key;
  private final Map<Integer, Bytes> parts = new ConcurrentSkipListMap<>();

  PartUpload(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  /** How many parts there are. */
  int size() {
    return parts.size();
  }

  /** Takes a part, and answers its etag. */
  String put(int number, byte[] content) {
    parts.put(number, Bytes.wrap(content));
    return Etag.data(content);
  }

  /** The file that the listed parts make. */
  StoredFile file(List<Completion.Listed> listed, String type, int storage, Instant time) {
    int last = 0;
    for (var each : listed) {
      int number = each.partNumber();
      var part = parts.get(number);
      if (number <= last || part == null || !Etag.data(part.toArray()).equals(each.etag())) {
        throw new Refusal(400, "invalid part " + number);
      }
      last = number;
    }
    if (last != parts.size() || listed.size() != last) {
      throw new Refusal(400, "parts are missing");
    }
    var content = List.copyOf(parts.values());
    requireLong(content);
    return new StoredFile(content, hash(content), type, storage, time);
  }

  private static void requireLong(List<Bytes> content) {
    if (content.subList(0, content.size() - 1).stream()
        .anyMatch(part -> part.size() < LEAST_PART)) {
      throw new Refusal(400, "a part is too small");
    }
  }

  static String hash(List<Bytes> content) {
    var sizes = content.stream().mapToLong(Bytes::size).toArray();
    var file = new StoredFile(content, "", "", 0, Instant.EPOCH);
    try (var stream = new ReadFully(file.open())) {
      return EtagV2.stream(stream, file.size(), sizes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.outrigger.tencentcos.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An upload in parts that has neither been completed nor aborted.
 *
 * @param key of the object it is to become
 * @param headers that it began with
 * @param parts by their numbers
 */
record OpenUpload(String key, Map<String, String> headers, NavigableMap<Integer, Piece> parts) {

  private static final int LEAST_PART = 1 << 20;

  OpenUpload(String key, Map<String, String> headers) {
    this(key, headers, new ConcurrentSkipListMap<>());
  }

  /** One part of a list of those that make the object. */
  record Chosen(int number, String etag) {}

  /** The object that the parts make. */
  StoredObject join(List<Chosen> chosen) {
    var pieces = new ArrayList<Piece>();
    var digest = Digests.md5();
    int last = 0;
    for (var each : chosen) {
      if (each.number() <= last) {
        throw new Refusal(400, "InvalidPartOrder", "The parts are not in ascending order.");
      }
      last = each.number();
      var part = part(each);
      digest.update(part.md5());
      pieces.add(part);
    }
    if (pieces.stream().limit(pieces.size() - 1L).anyMatch(part -> part.size() < LEAST_PART)) {
      throw new Refusal(400, "EntityTooSmall", "A part but the last is too small.");
    }
    return new StoredObject(pieces, Digests.hex(digest.digest()) + '-' + pieces.size(), headers);
  }

  private Piece part(Chosen chosen) {
    var part = parts.get(chosen.number());
    if (part == null || !part.etag().equals(chosen.etag().replace("\"", ""))) {
      throw new Refusal(400, "InvalidPart", "Part " + chosen.number() + " could not be found.");
    }
    return part;
  }
}

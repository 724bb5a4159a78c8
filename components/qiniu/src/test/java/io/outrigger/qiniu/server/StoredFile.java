package io.outrigger.qiniu.server;

import io.outrigger.spi.Bytes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object.
 *
 * @param content in pieces
 * @param hash as Qiniu computes it
 * @param type the media type
 * @param storage the number of the storage class
 * @param time when it was put
 */
record StoredFile(List<Bytes> content, String hash, String type, int storage, Instant time) {

  long size() {
    return content.stream().mapToLong(Bytes::size).sum();
  }

  InputStream open() {
    var pieces = content.stream().<InputStream>map(StoredFile::stream).toList();
    return new SequenceInputStream(Collections.enumeration(pieces));
  }

  private static InputStream stream(Bytes piece) {
    return new ByteArrayInputStream(piece.unsafeArray(), piece.arrayOffset(), piece.size());
  }

  /** What a stat answers. */
  Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("fsize", size());
    facts.put("hash", hash);
    facts.put("mimeType", type);
    facts.put("type", storage);
    facts.put("putTime", time.getEpochSecond() * 10_000_000 + time.getNano() / 100);
    return facts;
  }

  /** What a list says of it. */
  Map<String, Object> facts(String key) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("key", key);
    facts.putAll(facts());
    return facts;
  }
}

package io.outrigger.qiniu;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts about an object as Qiniu's JSON has them. */
final class StoredObject {

  /** The key of the hash in the metadata. */
  static final String ETAG = "etag";

  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final long NANOS_PER_TICK = 100;

  private StoredObject() {}

  /**
   * The facts of a reply.
   *
   * @param name what the file is called
   * @param fields the fields of the object in JSON
   */
  static FileFacts facts(String name, Map<?, ?> fields) {
    long size = number(fields, "fsize").orElseThrow(() -> incomplete(name, "fsize"));
    long time = number(fields, "putTime").orElseThrow(() -> incomplete(name, "putTime"));
    return new FileFacts(name, size, time(time), metadata(fields));
  }

  /** A time in 100 ns since 1970. */
  private static Instant time(long ticks) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ticks, TICKS_PER_SECOND),
        Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
  }

  /** Under the names that all stores have, and under those that Layotto has in its lists. */
  private static Map<String, String> metadata(Map<?, ?> fields) {
    var metadata = new LinkedHashMap<String, String>();
    text(fields, "hash").ifPresent(hash -> put(metadata, hash, ETAG, "hash"));
    text(fields, "mimeType").ifPresent(type -> put(metadata, type, "content-type", "mimeType"));
    text(fields, "md5").ifPresent(md5 -> put(metadata, md5, "md5"));
    text(fields, "endUser").ifPresent(user -> put(metadata, user, "endUser"));
    int type = number(fields, "type").orElse(0L).intValue();
    put(metadata, Integer.toString(type), "type");
    put(metadata, StorageClass.name(type), "storageType");
    return metadata;
  }

  private static void put(Map<String, String> metadata, String value, String... keys) {
    for (var key : keys) {
      metadata.put(key, value);
    }
  }

  private static Optional<Long> number(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof BigDecimal number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  private static Optional<String> text(@Nullable Map<?, ?> fields, String key) {
    return fields != null && fields.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static ComponentException incomplete(String name, String field) {
    return new ComponentException(
        ErrorCode.INTERNAL, "file \"%s\": Qiniu's reply has no %s".formatted(name, field));
  }
}

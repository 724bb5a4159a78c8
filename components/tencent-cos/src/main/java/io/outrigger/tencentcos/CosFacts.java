package io.outrigger.tencentcos;

import com.qcloud.cos.model.COSObjectSummary;
import com.qcloud.cos.model.ObjectMetadata;
import io.outrigger.spi.file.FileFacts;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes facts of what COS tells. */
final class CosFacts {

  private CosFacts() {}

  /** The facts of an object of a list. */
  static FileFacts of(String name, COSObjectSummary object) {
    var facts = new TreeMap<String, String>();
    put(facts, "etag", object.getETag());
    put(facts, "storage-class", object.getStorageClass());
    return new FileFacts(name, object.getSize(), instant(object.getLastModified()), facts);
  }

  /** The facts of an object that was asked for. */
  static FileFacts of(String name, ObjectMetadata object) {
    var facts = new TreeMap<String, String>();
    put(facts, "etag", object.getETag());
    put(facts, "content-type", object.getContentType());
    put(facts, "storage-class", object.getStorageClass());
    put(facts, "crc64", object.getCrc64Ecma());
    return new FileFacts(name, object.getContentLength(), instant(object.getLastModified()), facts);
  }

  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(key, value);
    }
  }

  private static Instant instant(@Nullable Date date) {
    return date == null ? Instant.EPOCH : date.toInstant();
  }
}

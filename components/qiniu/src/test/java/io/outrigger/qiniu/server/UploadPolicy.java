package io.outrigger.qiniu.server;

import java.util.Map;

/**
 * What an upload token allows.
 *
 * @param bucket where to
 * @param key under which name
 * @param deadline until when, in seconds since 1970
 * @param insertOnly whether the file must be new
 * @param fileType the number of the storage class
 */
record UploadPolicy(String bucket, String key, long deadline, boolean insertOnly, int fileType) {

  static UploadPolicy of(Map<String, Object> fields) {
    var scope = String.valueOf(fields.get("scope")).split(":", 2);
    if (scope.length != 2) {
      throw new Refusal(403, "scope without a key, which would let any file be replaced");
    }
    return new UploadPolicy(
        scope[0],
        scope[1],
        number(fields, "deadline"),
        number(fields, "insertOnly") != 0,
        (int) number(fields, "fileType"));
  }

  private static long number(Map<String, Object> fields, String key) {
    return fields.get(key) instanceof Double number ? number.longValue() : 0;
  }

  void requireKey(String asked) {
    if (!key.equals(asked)) {
      throw new Refusal(403, "key doesn't match with scope");
    }
  }
}

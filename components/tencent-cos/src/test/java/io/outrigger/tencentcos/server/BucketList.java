package io.outrigger.tencentcos.server;

import static io.outrigger.tencentcos.server.Answers.element;

import java.util.Map;

/** One page of the list of a bucket. */
final class BucketList {

  private static final int MOST = 1000;

  private final Bucket bucket;
  private final String prefix;
  private final String marker;
  private final int most;

  BucketList(Bucket bucket, Map<String, String> parameters) {
    if (!parameters.getOrDefault("encoding-type", "").equals("url")) {
      throw new Refusal(400, "InvalidArgument", "Not every key can stand in XML.");
    }
    this.bucket = bucket;
    prefix = parameters.getOrDefault("prefix", "");
    marker = parameters.getOrDefault("marker", "");
    most = Math.min(MOST, Integer.parseInt(parameters.getOrDefault("max-keys", "" + MOST)));
  }

  String xml() {
    var contents = new StringBuilder();
    var last = "";
    int count = 0;
    boolean truncated = false;
    for (var entry : bucket.after(marker).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        continue;
      }
      truncated = count == most;
      if (truncated) {
        break;
      }
      contents.append(contents(entry.getKey(), entry.getValue()));
      last = entry.getKey();
      count++;
    }
    return head(truncated, last) + contents + "</ListBucketResult>";
  }

  private String head(boolean truncated, String last) {
    return "<?xml version='1.0' encoding='utf-8' ?>\n<ListBucketResult>"
        + element("Name", LocalCos.BUCKET)
        + element("EncodingType", "url")
        + element("Prefix", Answers.percentEncoded(prefix))
        + element("Marker", Answers.percentEncoded(marker))
        + element("MaxKeys", most)
        + element("IsTruncated", truncated)
        + (truncated ? element("NextMarker", Answers.percentEncoded(last)) : "");
  }

  private static String contents(String key, StoredObject object) {
    return "<Contents>"
        + element("Key", Answers.percentEncoded(key))
        + element("LastModified", object.modified().toString().replace("Z", ".000Z"))
        + element("ETag", '"' + object.etag() + '"')
        + element("Size", object.size())
        + "<Owner><ID>1250000000</ID><DisplayName>1250000000</DisplayName></Owner>"
        + element("StorageClass", object.headers().getOrDefault("x-cos-storage-class", "STANDARD"))
        + "</Contents>";
  }
}

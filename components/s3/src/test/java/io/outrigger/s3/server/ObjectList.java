package io.outrigger.s3.server;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pages of lists of objects, as ListObjectsV2 has them. */
final class ObjectList {

  private static final int MOST = 1000;

  private ObjectList() {}

  /**
   * What a query asks for.
   *
   * @param keys in their order
   * @param entry what stands in the list for a key; empty when the object has gone
   */
  static Response of(
      Map<String, String> query, NavigableSet<String> keys, Function<String, String> entry) {
    if (!"2".equals(query.get("list-type")) || !"url".equals(query.get("encoding-type"))) {
      return Response.error(400, "InvalidArgument");
    }
    var prefix = query.getOrDefault("prefix", "");
    var after = query.getOrDefault("start-after", "");
    int most = Math.min(MOST, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
    var page =
        keys.tailSet(after, false).stream()
            .filter(name -> name.startsWith(prefix))
            .limit(most + 1L)
            .toList();
    return page(page, most, entry);
  }

  private static Response page(List<String> keys, int most, Function<String, String> entry) {
    boolean isTruncated = keys.size() > most;
    var entries = keys.stream().limit(most).map(entry).collect(Collectors.joining());
    var token = isTruncated ? "<NextContinuationToken>more</NextContinuationToken>" : "";
    return Response.xml(
        200,
        "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>"
            + isTruncated
            + "</IsTruncated>"
            + token
            + entries
            + "</ListBucketResult>");
  }
}

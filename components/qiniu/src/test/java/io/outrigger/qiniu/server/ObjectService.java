package io.outrigger.qiniu.server;

import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Knows, deletes and lists objects. */
final class ObjectService {

  private static final String MARKER = "{\"c\":0,\"k\":";

  private final Keys keys;
  private final Storage storage;

  ObjectService(Keys keys, Storage storage) {
    this.keys = keys;
    this.storage = storage;
  }

  HttpResponse stat(HttpRequest request) {
    return Replies.json(
        Optional.ofNullable(storage.files().get(key(request)))
            .orElseThrow(Refusal::noEntry)
            .facts());
  }

  HttpResponse delete(HttpRequest request) {
    if (storage.files().remove(key(request)) == null) {
      throw Refusal.noEntry();
    }
    return HttpResponse.of(200).with("X-Reqid", "local-delete");
  }

  private String key(HttpRequest request) {
    if (!request.method().equals("POST")) {
      throw new Refusal(405, "method not allowed");
    }
    keys.requireManager(request);
    return storage.key(Keys.decode(request.path().split("/", -1)[2]));
  }

  HttpResponse list(HttpRequest request) {
    keys.requireManager(request);
    var parameters = request.parameters();
    storage.requireBucket(parameters.getOrDefault("bucket", ""));
    int limit = Integer.parseInt(parameters.getOrDefault("limit", "1000"));
    if (limit < 1 || limit > 1000) {
      throw new Refusal(400, "invalid list limit");
    }
    return page(
        parameters.getOrDefault("prefix", ""),
        marked(parameters.getOrDefault("marker", "")),
        limit);
  }

  private HttpResponse page(String prefix, String after, int limit) {
    var items = new ArrayList<Map<String, Object>>();
    var reply = new LinkedHashMap<String, Object>();
    var last = "";
    for (var each : storage.files().tailMap(after, false).entrySet()) {
      if (!each.getKey().startsWith(prefix)) {
        continue;
      }
      if (items.size() == limit) {
        reply.put("marker", marker(last));
        break;
      }
      last = each.getKey();
      items.add(each.getValue().facts(last));
    }
    reply.put("items", items);
    return Replies.json(reply);
  }

  private static String marker(String key) {
    var text = MARKER + key;
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String marked(String marker) {
    if (marker.isEmpty()) {
      return "";
    }
    try {
      var text = Keys.decode(marker);
      if (text.startsWith(MARKER)) {
        return text.substring(MARKER.length());
      }
    } catch (Refusal e) {
      // Not made by this server.
    }
    throw new Refusal(640, "invalid list marker");
  }
}

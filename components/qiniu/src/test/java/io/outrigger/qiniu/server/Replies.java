package io.outrigger.qiniu.server;

import com.google.gson.Gson;
import io.outrigger.testkit.http.HttpResponse;
import java.util.Map;

/** Replies of Qiniu's services. */
final class Replies {

  private static final Gson GSON = new Gson();

  private Replies() {}

  static HttpResponse json(Map<String, ?> fields) {
    return of(200, fields);
  }

  static HttpResponse error(int status, String error) {
    return of(status, Map.of("error", error));
  }

  private static HttpResponse of(int status, Map<String, ?> fields) {
    return HttpResponse.of(status)
        .with("Content-Type", "application/json")
        .with("X-Reqid", "local-" + status)
        .body(GSON.toJson(fields));
  }
}

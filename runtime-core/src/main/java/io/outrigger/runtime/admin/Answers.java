package io.outrigger.runtime.admin;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.util.Map;

/** The answers of several endpoints. */
final class Answers {

  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int UNAVAILABLE = 503;

  private Answers() {}

  /** An object as JSON, which nobody is to keep. */
  static HttpAnswer json(int status, Map<String, ?> object) {
    var body = Bytes.utf8(PlainJson.write(object) + "\n");
    return HttpAnswer.of(status, "application/json", body).with("cache-control", "no-store");
  }

  /** What was wrong. */
  static HttpAnswer error(int status, String message) {
    return json(status, Map.of("error", message));
  }
}

package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.HttpResponse;

/** What COS answers to a request that it does not do. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal noSuchKey() {
    return new Refusal(404, "NoSuchKey", "The specified key does not exist.");
  }

  HttpResponse response() {
    return Answers.error(status, code, "" + getMessage());
  }
}

package io.outrigger.qiniu.server;

import io.outrigger.testkit.http.HttpResponse;

/** A request that Qiniu refuses, with its status and the text of its error. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String error) {
    super(error);
    this.status = status;
  }

  static Refusal badToken() {
    return new Refusal(401, "bad token");
  }

  static Refusal noBucket() {
    return new Refusal(631, "no such bucket");
  }

  static Refusal noEntry() {
    return new Refusal(612, "no such file or directory");
  }

  HttpResponse response() {
    return Replies.error(status, String.valueOf(getMessage()));
  }
}

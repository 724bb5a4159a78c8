package io.outrigger.qiniu;

import io.outrigger.testkit.http.HttpRequest;

/** Tells the requests of a store apart. */
final class Requests {

  private Requests() {}

  /** A file as a whole. */
  static boolean isForm(HttpRequest request) {
    return request.path().equals("/");
  }

  /** The beginning of an upload in parts. */
  static boolean isBegin(HttpRequest request) {
    return request.method().equals("POST") && request.path().endsWith("/uploads");
  }

  /** A part. */
  static boolean isPart(HttpRequest request) {
    return request.method().equals("PUT");
  }

  /** The end of an upload in parts. */
  static boolean isComplete(HttpRequest request) {
    return request.method().equals("POST") && request.path().contains("/uploads/");
  }

  /** The end of an upload that is given up. */
  static boolean isAbort(HttpRequest request) {
    return request.method().equals("DELETE");
  }

  static boolean isStat(HttpRequest request) {
    return request.path().startsWith("/stat/");
  }

  static boolean isDelete(HttpRequest request) {
    return request.path().startsWith("/delete/");
  }

  static boolean isList(HttpRequest request) {
    return request.path().equals("/list");
  }

  /** The question where the bucket is. */
  static boolean isRegion(HttpRequest request) {
    return request.path().equals("/v3/query");
  }
}

package io.outrigger.runtime.http;

/** Answers requests, each on a virtual thread of its own. Safe for use by many threads. */
@FunctionalInterface
public interface HttpHandler {

  /** The answer; what is thrown instead is logged, and answered with 500. */
  HttpAnswer answer(HttpQuestion question);
}

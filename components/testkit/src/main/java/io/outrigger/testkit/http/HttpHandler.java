package io.outrigger.testkit.http;

import java.io.IOException;

/** Answers requests. Called by many threads at once. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers a request; what it leaves of the body is skipped before the answer is sent, so that the
   * body itself is nothing to answer with. An {@link IOException}, which is what the body throws
   * when the client goes, cuts the connection; any other failure is answered with 500 and told by
   * {@link HttpServer#failures}.
   */
  HttpResponse handle(HttpRequest request) throws IOException;
}

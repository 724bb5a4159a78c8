package io.outrigger.s3.server;

import java.io.IOException;

/** What serves requests whose signatures have been verified. Called by many threads at once. */
@FunctionalInterface
public interface Backend {

  /** Answers a request. */
  Response serve(Request request) throws IOException, InterruptedException;
}

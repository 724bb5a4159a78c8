package io.outrigger.runtime.http;

import java.time.Duration;

/**
 * What a client may cost an HTTP server.
 *
 * @param connections how many there may be at once; one more is closed at once
 * @param lineBytes the longest first line of a request
 * @param headerBytes how much all of its headers may be
 * @param bodyBytes how much its body may be
 * @param patience how long a connection may take to bring its next request whole, and to take an
 *     answer
 */
public record HttpLimits(
    int connections, int lineBytes, int headerBytes, int bodyBytes, Duration patience) {

  /** Enough for probes, scrapers and people. */
  public static final HttpLimits SMALL =
      new HttpLimits(64, 4096, 8192, 64 * 1024, Duration.ofSeconds(30));
}

package io.outrigger.benchmarks.measuring;

import java.nio.file.Path;

/**
 * Where a server listens.
 *
 * @param port on the loopback interface
 * @param socket of the Unix domain
 */
public record Endpoint(int port, Path socket) {

  /** One that nobody else has. */
  static Endpoint next(Workplace place) {
    return new Endpoint(FreePorts.next(), place.path("socket"));
  }
}

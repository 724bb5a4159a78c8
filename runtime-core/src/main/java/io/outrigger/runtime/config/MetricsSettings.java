package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;

/**
 * The section {@code metrics}: where Prometheus reads the sidecar's figures.
 *
 * @param port 0 for a free one
 * @param endpoint the path, which begins with a slash
 */
public record MetricsSettings(
    @Setting(doc = "The port that Prometheus reads, on every interface.", orElse = "34903")
        int port,
    @Setting(doc = "The path that Prometheus reads.", orElse = "/metrics") String endpoint) {

  /** Checks the port, and has the path begin with a slash. */
  public MetricsSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    endpoint = endpoint.startsWith("/") ? endpoint : "/" + endpoint;
  }
}

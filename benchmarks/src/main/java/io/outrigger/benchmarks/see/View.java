package io.outrigger.benchmarks.see;

import io.outrigger.benchmarks.measuring.Endpoint;
import io.outrigger.benchmarks.measuring.StateClient;
import java.util.Locale;

/** How much a sidecar tells of its calls. */
enum View {
  NOTHING("nothing", 0),
  SAMPLED("metrics, 1 % of the traces and of the access log", 0.01),
  EVERYTHING("metrics, every trace, 1 % of the access log", 1);

  private final String text;
  private final double sampleRate;

  View(String text, double sampleRate) {
    this.text = text;
    this.sampleRate = sampleRate;
  }

  /**
   * The sidecar's config.
   *
   * @param metrics the port of the metrics
   * @param collector the port of the collector of traces
   */
  String config(Endpoint endpoint, int metrics, int collector) {
    return """
    {
      "app": { "app_id": "seeing" },
      "server": { "listen": ["127.0.0.1:%d", "unix:%s"], "graceful_stop_timeout": "1s" },
      %s
      "components": { "state": { "%s": { "type": "in-memory" } } }
    }
    """
        .formatted(endpoint.port(), endpoint.socket(), seen(metrics, collector), StateClient.STORE);
  }

  private String seen(int metrics, int collector) {
    if (this == NOTHING) {
      return "";
    }
    return """
      "metrics": { "port": %d },
      "access_log": { "sample_rate": 0.01 },
      "tracing": {
        "driver": "skywalking", "reporter": "grpc", "backend_service": "127.0.0.1:%d", "sample_rate": %s
      },\
    """
        .formatted(metrics, collector, String.format(Locale.ROOT, "%.2f", sampleRate));
  }

  @Override
  public String toString() {
    return text;
  }
}

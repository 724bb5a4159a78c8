package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Endpoint;
import java.nio.file.Path;

/** The configs of the sidecars that are measured. */
final class Stores {

  /** The name of the file store in each. */
  static final String NAME = "files";

  private Stores() {}

  /** Files in a folder. */
  static String local(Endpoint endpoint, Path folder) {
    return config(endpoint, "\"type\": \"local\", \"root\": \"%s\"".formatted(folder));
  }

  /** Files in HDFS. */
  static String hdfs(Endpoint endpoint, Cluster cluster) {
    return config(
        endpoint,
        """
        "type": "hdfs", "endpoint": "%s", "root": "/", "user": "%s\"\
        """
            .formatted(cluster.endpoint(), cluster.user()));
  }

  private static String config(Endpoint endpoint, String settings) {
    return """
    {
      "app": { "app_id": "bench" },
      "server": { "listen": ["127.0.0.1:%d", "unix:%s"], "graceful_stop_timeout": "1s" },
      "components": { "file": { "%s": { %s } } }
    }
    """
        .formatted(endpoint.port(), endpoint.socket(), NAME, settings);
  }
}

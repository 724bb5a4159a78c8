package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Endpoint;

/** The sidecar's config, and the names in it. */
final class Sidecar {

  /** The app, whose name stands before all keys. */
  static final String APP = "bench";

  /** The name of the state store, the sequencer and the lock store. */
  static final String STORE = "redis_bench";

  /** The key of the ids. */
  static final String COUNTER = "id";

  /** All ids from here to 32 times as much take five bytes on the wire. */
  static final long COUNTER_START = 1L << 30;

  private Sidecar() {}

  /** The config for where it shall listen and the port where Redis does. */
  static String config(Endpoint endpoint, int redis) {
    return """
    {
      "app": { "app_id": "%1$s" },
      "server": { "listen": ["127.0.0.1:%2$d", "unix:%3$s"], "graceful_stop_timeout": "1s" },
      "metrics": { "port": 0 },
      "components": {
        "state": { "%4$s": { "type": "redis", "redisHost": "127.0.0.1:%5$d", "keyPrefix": "appid" } },
        "lock": { "%4$s": { "type": "redis", "redisHost": "127.0.0.1:%5$d" } },
        "sequencer": {
          "%4$s": {
            "type": "redis",
            "redisHost": "127.0.0.1:%5$d",
            "biggerThan": { "sequencer|||%1$s||%6$s": %7$d }
          }
        }
      }
    }
    """
        .formatted(APP, endpoint.port(), endpoint.socket(), STORE, redis, COUNTER, COUNTER_START);
  }
}

package io.outrigger.client;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How calls are made.
 *
 * @param timeout the time limit of a call
 * @param idleTimeout how long nothing may move in a stream
 * @param token what the sidecar asks for, if it does
 * @param context headers of the caller's context, such as that of its trace
 */
record CallSettings(
    Duration timeout,
    Duration idleTimeout,
    RetryPolicy retries,
    @Nullable String token,
    Supplier<Map<String, String>> context,
    @Nullable CallListener listener) {

  CallSettings withTimeout(Duration limit) {
    return new CallSettings(
        positive("timeout", limit), idleTimeout, retries, token, context, listener);
  }

  CallSettings withoutContext() {
    return new CallSettings(timeout, idleTimeout, retries, token, Map::of, listener);
  }

  /** The duration, which must be above zero. */
  static Duration positive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + ": " + duration + " (expected: > 0)");
    }
    return duration;
  }
}

package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.time.Duration;

/**
 * The section {@code app}: who the app is, and what holds for all of its instances.
 *
 * @param appId empty when the app has no name
 * @param callTimeout positive, at most a day
 * @param onStartFailure for instances that do not say it themselves
 * @param unknownKeys holds for the whole file
 * @param startTimeout positive, at most a day
 * @param blockingLimit at least 1
 * @param streamLimit at least 1
 */
public record AppSettings(
    @Setting(doc = "The name of the app, which the key prefix `appid` uses.", orElse = "")
        String appId,
    @Setting(doc = "The time limit of a unary call whose caller sets no deadline.", orElse = "5s")
        Duration callTimeout,
    @Setting(
            doc =
                "What happens when an instance does not start: `retry` tries again in the"
                    + " background, `exit` stops the sidecar with status 69. An instance can set"
                    + " its own.",
            orElse = "retry")
        OnStartFailure onStartFailure,
    @Setting(
            doc =
                "Whether an unknown key in this file is an `error`, or a `warn` prints a warning"
                    + " and goes on.",
            orElse = "error")
        UnknownKeys unknownKeys,
    @Setting(doc = "The time limit of each attempt of an instance to start.", orElse = "10s")
        Duration startTimeout,
    @Setting(
            doc =
                "How many blocking works of one instance run at once; a call beyond it is refused"
                    + " with RESOURCE_EXHAUSTED.",
            orElse = "256")
        int blockingLimit,
    @Setting(
            doc =
                "How many files of one instance are read or written at once; one beyond it is"
                    + " refused with RESOURCE_EXHAUSTED.",
            orElse = "256")
        int streamLimit) {

  /** Checks the ranges. */
  public AppSettings {
    Check.positive("call_timeout", callTimeout);
    Check.atMostOneDay("call_timeout", callTimeout);
    Check.positive("start_timeout", startTimeout);
    Check.atMostOneDay("start_timeout", startTimeout);
    Check.atLeast("blocking_limit", blockingLimit, 1);
    Check.atLeast("stream_limit", streamLimit, 1);
  }

  /** What holds when a config says nothing. */
  public static AppSettings defaults() {
    return Defaults.of(AppSettings.class);
  }
}

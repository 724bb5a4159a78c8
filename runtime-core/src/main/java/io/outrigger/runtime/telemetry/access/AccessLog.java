package io.outrigger.runtime.telemetry.access;

import io.outrigger.runtime.api.CallLog;
import io.outrigger.runtime.config.AccessLogSettings;
import io.outrigger.runtime.config.LogSettings;
import io.outrigger.runtime.config.TelemetrySettings;
import io.outrigger.runtime.telemetry.LogFormat;
import io.outrigger.spi.Meters;

/** Notes calls that have ended, if the config wants that. Safe for use by many threads. */
public final class AccessLog implements AutoCloseable {

  private final CallLog calls;
  private final Runnable end;

  private AccessLog(CallLog calls, Runnable end) {
    this.calls = calls;
    this.end = end;
  }

  /**
   * Starts the log of a config, or one that notes nothing.
   *
   * @param appId what each line names as its app; empty for none
   * @param meters where it counts what it notes and what it drops
   * @throws IllegalArgumentException when its file cannot be written
   */
  public static AccessLog start(TelemetrySettings telemetry, String appId, Meters meters) {
    return telemetry
        .accessLog()
        .filter(settings -> settings.sampleRate() > 0)
        .map(settings -> start(settings, telemetry.log(), appId, meters))
        .orElseGet(() -> new AccessLog(CallLog.none(), () -> {}));
  }

  private static AccessLog start(
      AccessLogSettings settings, LogSettings log, String appId, Meters meters) {
    var path = settings.path().orElse(log.path());
    var lines =
        switch (LogFormat.of(log.format(), path)) {
          case JSON -> new JsonLines(appId);
          case TEXT, AUTO -> new TextLines(appId);
        };
    var writer = new AccessWriter(Destination.of(path), lines, meters);
    writer.start();
    return new AccessLog(new SampledCalls(settings.sampleRate(), writer), writer::close);
  }

  /** Where calls are told. */
  public CallLog calls() {
    return calls;
  }

  /** Writes what has been told, for a second at most. */
  @Override
  public void close() {
    end.run();
  }
}

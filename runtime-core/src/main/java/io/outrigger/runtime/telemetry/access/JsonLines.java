package io.outrigger.runtime.telemetry.access;

import io.outrigger.runtime.telemetry.JsonLine;
import java.time.ZoneOffset;

/** A JSON object for each call, with the members that records of the log have. */
final class JsonLines implements Lines {

  private final String appId;
  private final Times times = new Times("uuuu-MM-dd'T'HH:mm:ss", ZoneOffset.UTC);

  /** Names the app in each line; none when empty. */
  JsonLines(String appId) {
    this.appId = appId;
  }

  @Override
  public void add(StringBuilder out, EndedCall call) {
    var line =
        JsonLine.in(out)
            .text("time", times.text(call.endedEpochMillis()) + 'Z')
            .text("level", "INFO")
            .text("logger", "access");
    put(line, "app_id", appId);
    line.text("event", "call")
        .text("method", call.method())
        .text("code", call.code().name())
        .millis("duration_ms", call.sizes().nanos())
        .number("received_bytes", call.sizes().receivedBytes())
        .number("sent_bytes", call.sizes().sentBytes());
    put(line, "peer", call.peer());
    put(line, "trace_id", call.traceId());
    line.end();
  }

  private static void put(JsonLine line, String name, String value) {
    if (!value.isEmpty()) {
      line.text(name, value);
    }
  }
}

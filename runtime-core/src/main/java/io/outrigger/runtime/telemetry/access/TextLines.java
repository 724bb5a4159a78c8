package io.outrigger.runtime.telemetry.access;

import io.outrigger.runtime.telemetry.JsonLine;
import java.time.ZoneId;

/** A line for people for each call, as those of the log. */
final class TextLines implements Lines {

  private final String appId;
  private final Times times = new Times("HH:mm:ss", ZoneId.systemDefault());

  /** Names the app in each line; none when empty. */
  TextLines(String appId) {
    this.appId = appId;
  }

  @Override
  public void add(StringBuilder out, EndedCall call) {
    out.append(times.text(call.endedEpochMillis())).append(" INFO  access method=");
    out.append(call.method()).append(" code=").append(call.code().name());
    JsonLine.millis(out.append(" duration_ms="), call.sizes().nanos());
    out.append(" received_bytes=").append(call.sizes().receivedBytes());
    out.append(" sent_bytes=").append(call.sizes().sentBytes());
    put(out, " peer=", call.peer());
    put(out, " app_id=", appId);
    put(out, " trace_id=", call.traceId());
    out.append('\n');
  }

  private static void put(StringBuilder out, String key, String value) {
    if (!value.isEmpty()) {
      out.append(key).append(value);
    }
  }
}

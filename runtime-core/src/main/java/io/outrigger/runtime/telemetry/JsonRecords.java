package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes a record as a JSON object on a line, with what its message says in {@code key=value} once
 * more as members. Records of quiet libraries are as brief as in a log of text.
 */
final class JsonRecords extends EncoderBase<ILoggingEvent> {

  /** What every record has; no fact takes its place. */
  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "app_id", "message", "stack");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final String appId;
  private final PatternLayout brief = TextRecords.layout(TextRecords.BRIEF + "%nopex");

  JsonRecords(String appId) {
    this.appId = appId;
  }

  @Override
  public void start() {
    brief.setContext(getContext());
    brief.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var isQuiet = LogSetup.isQuiet(event.getLoggerName());
    var out = new StringBuilder();
    var line =
        JsonLine.in(out)
            .text("time", TIME.format(event.getInstant()))
            .text("level", event.getLevel().toString())
            .text("logger", event.getLoggerName())
            .text("thread", event.getThreadName());
    if (!appId.isEmpty()) {
      line.text("app_id", appId);
    }
    line.text("message", isQuiet ? brief.doLayout(event) : event.getFormattedMessage());
    facts(event, isQuiet).forEach((name, value) -> add(line, name, value));
    if (!isQuiet && event.getThrowableProxy() != null) {
      line.text("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    line.end();
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> facts(ILoggingEvent event, boolean isQuiet) {
    var facts = new LinkedHashMap<String, Object>();
    if (!isQuiet) {
      facts.putAll(RecordFacts.inMessage(event));
    }
    facts.putAll(RecordFacts.besides(event));
    facts.keySet().removeAll(OWN);
    return facts;
  }

  private static void add(JsonLine line, String name, Object value) {
    if (value instanceof Integer || value instanceof Long) {
      line.number(name, ((Number) value).longValue());
    } else {
      line.text(name, value.toString());
    }
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}

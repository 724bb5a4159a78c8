package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes records for people: ours in full, those of quiet libraries as one line. */
final class TextRecords extends EncoderBase<ILoggingEvent> {

  private static final String HEAD = "%d{HH:mm:ss.SSS} %-5level %logger{0} ";

  /** Never more than a line, and of a failure only what it says. */
  static final String BRIEF = "%replace(%msg %ex{0}){'\\s*[\\r\\n](?s:.*)', ''}";

  private final PatternLayout full = layout(HEAD + "%msg%facts%n");
  private final PatternLayout oneLine = layout(HEAD + BRIEF + "%facts%n%nopex");

  static PatternLayout layout(String pattern) {
    var layout = new PatternLayout();
    layout.getInstanceConverterMap().put("facts", Facts::new);
    layout.setPattern(pattern);
    return layout;
  }

  @Override
  public void start() {
    full.setContext(getContext());
    full.start();
    oneLine.setContext(getContext());
    oneLine.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var layout = LogSetup.isQuiet(event.getLoggerName()) ? oneLine : full;
    return layout.doLayout(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  /** What the message does not say. */
  private static final class Facts extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
      return RecordFacts.besides(event).entrySet().stream()
          .map(fact -> " " + fact.getKey() + "=" + fact.getValue())
          .collect(Collectors.joining());
    }
  }
}

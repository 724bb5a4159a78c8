package io.outrigger.builtin.secret;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Collects what this package logs, at every level. Safe for use by many threads. */
final class LogCapture implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger(LogCapture.class.getPackageName());
  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final Collector appender = new Collector(events);

  LogCapture() {
    appender.start();
    logger.setLevel(Level.TRACE);
    logger.addAppender(appender);
  }

  /** The messages of one level, the oldest first. */
  List<String> lines(Level level) {
    return events.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** All messages and stack traces. */
  String text() {
    return events.stream()
        .map(event -> event.getFormattedMessage() + trace(event))
        .collect(Collectors.joining("\n"));
  }

  private static String trace(ILoggingEvent event) {
    var thrown = event.getThrowableProxy();
    return thrown == null ? "" : ThrowableProxyUtil.asString(thrown);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }

  /** Puts each event into a queue. */
  private static final class Collector extends AppenderBase<ILoggingEvent> {

    private final Queue<ILoggingEvent> events;

    Collector(Queue<ILoggingEvent> events) {
      this.events = events;
    }

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }
  }
}

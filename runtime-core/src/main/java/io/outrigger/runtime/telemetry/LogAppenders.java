package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;

/** The ways of records out of the process. */
final class LogAppenders {

  private LogAppenders() {}

  /**
   * The way to {@code path}.
   *
   * @throws IllegalArgumentException when it is a file that cannot be written
   */
  static OutputStreamAppender<ILoggingEvent> of(
      LoggerContext context, String path, EncoderBase<ILoggingEvent> records) {
    records.setContext(context);
    records.start();
    var appender = target(path);
    appender.setContext(context);
    appender.setName(path);
    appender.setEncoder(records);
    appender.start();
    if (!appender.isStarted()) {
      throw new IllegalArgumentException(
          "log: \"" + path + "\" cannot be written (expected: stderr, stdout or a file)");
    }
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> target(String path) {
    return switch (path) {
      case LogTarget.STDERR -> console("System.err");
      case LogTarget.STDOUT -> console("System.out");
      default -> file(path);
    };
  }

  private static OutputStreamAppender<ILoggingEvent> console(String target) {
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setTarget(target);
    return console;
  }

  private static OutputStreamAppender<ILoggingEvent> file(String path) {
    var file = new FileAppender<ILoggingEvent>();
    file.setFile(path);
    return file;
  }
}

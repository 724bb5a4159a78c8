package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.outrigger.runtime.config.LogSettings;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends logs to standard error, a line each, from INFO on, those of {@code java.util.logging} too,
 * until the config has been read and may say otherwise; found by logback as a service. Code and not
 * a file, since reading a file of XML takes a tenth of the time to start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String STDERR = "stderr";
  private static final String HEAD = "%d{HH:mm:ss.SSS} %-5level %logger{0} ";
  private static final String FULL = HEAD + "%msg%n";

  /** Never more than a line, and of a failure only what it says. */
  private static final String ONE_LINE =
      HEAD + "%replace(%msg %ex{0}){'\\s*[\\r\\n](?s:.*)', ''}%n%nopex";

  /**
   * Libraries that log at INFO what only their authors want to read. What they warn of can be
   * brought about by any client, which is not to fill the log with stack traces.
   */
  private static final List<String> QUIET =
      List.of(
          "io.grpc",
          "io.netty",
          "redis.clients",
          "org.mongodb",
          "org.apache.hadoop",
          "org.apache.http",
          "software.amazon",
          "okhttp3");

  /**
   * What warns of things that are none: that TCP options do not apply to a Unix socket, and that a
   * client went while something was written to it.
   */
  private static final List<String> NOISE =
      List.of("io.netty.bootstrap", "io.grpc.netty.NettyServerHandler");

  /** What logs requests with their signatures when they fail; its failures reach us without. */
  private static final List<String> TELLTALE = List.of("com.qcloud");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, Level.INFO, STDERR);
    takeJulLogs();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Has the process log as a config says.
   *
   * @throws IllegalArgumentException when the log's file cannot be written
   */
  public static void apply(LogSettings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, level(settings.level()), settings.path());
    }
  }

  private static void apply(LoggerContext context, Level level, String path) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var appender = appender(context, path);
    root.setLevel(level);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    QUIET.forEach(name -> context.getLogger(name).setLevel(stricter(level, Level.WARN)));
    NOISE.forEach(name -> context.getLogger(name).setLevel(stricter(level, Level.ERROR)));
    TELLTALE.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
  }

  private static Level stricter(Level one, Level other) {
    return one.isGreaterOrEqual(other) ? one : other;
  }

  /** Whether a logger is one of a library, which may say in detail what it sends. */
  static boolean isOfLibrary(String logger) {
    return Stream.of(QUIET, NOISE, TELLTALE)
        .flatMap(List::stream)
        .anyMatch(name -> logger.equals(name) || logger.startsWith(name + '.'));
  }

  /** Whether what a logger says holds secrets, whatever its level. */
  static boolean isTelltale(String logger) {
    return TELLTALE.stream().anyMatch(name -> logger.equals(name) || logger.startsWith(name + '.'));
  }

  static Level level(LogSettings.Level level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING, WARN -> Level.WARN;
      case ERROR, FATAL, CRITICAL -> Level.ERROR;
      case OFF -> Level.OFF;
    };
  }

  /** Takes over what gRPC and others log by {@code java.util.logging}. */
  private static void takeJulLogs() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext context, String path) {
    var layout = new Lines(layout(context, FULL), layout(context, ONE_LINE));
    layout.setContext(context);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    var appender = target(path);
    appender.setContext(context);
    appender.setName(path);
    appender.setEncoder(encoder);
    appender.start();
    if (!appender.isStarted()) {
      throw new IllegalArgumentException(
          "log: \"" + path + "\" cannot be written (expected: stderr, stdout or a file)");
    }
    return appender;
  }

  private static PatternLayout layout(LoggerContext context, String pattern) {
    var layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }

  private static OutputStreamAppender<ILoggingEvent> target(String path) {
    if (path.equals(STDERR) || path.equals("stdout")) {
      var console = new ConsoleAppender<ILoggingEvent>();
      console.setTarget(path.equals(STDERR) ? "System.err" : "System.out");
      return console;
    }
    var file = new FileAppender<ILoggingEvent>();
    file.setFile(path);
    return file;
  }

  /** Our own events in full, those of the quiet libraries as one line. */
  private static final class Lines extends LayoutBase<ILoggingEvent> {

    private final PatternLayout full;
    private final PatternLayout oneLine;

    Lines(PatternLayout full, PatternLayout oneLine) {
      this.full = full;
      this.oneLine = oneLine;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      var isQuiet = QUIET.stream().anyMatch(event.getLoggerName()::startsWith);
      return (isQuiet ? oneLine : full).doLayout(event);
    }
  }
}

package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.outrigger.runtime.config.LogSettings;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends logs to standard error as text, from INFO on, those of {@code java.util.logging} too, until
 * the config has been read and may say otherwise; found by logback as a service. Code and not a
 * file, since reading a file of XML takes a tenth of the time to start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

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
    apply(context, Level.INFO, LogAppenders.of(context, LogTarget.STDERR, new TextRecords()));
    takeJulLogs();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Has the process log as a config says.
   *
   * @param appId the app that a log of JSON names; empty for none
   * @return how records are written: {@code TEXT} or {@code JSON}
   * @throws IllegalArgumentException when the log's file cannot be written
   */
  public static LogSettings.Format apply(LogSettings settings, String appId) {
    var format = LogFormat.of(settings);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      var records = format == LogSettings.Format.JSON ? new JsonRecords(appId) : new TextRecords();
      apply(context, level(settings.level()), LogAppenders.of(context, settings.path(), records));
    }
    return format;
  }

  private static void apply(
      LoggerContext context, Level level, OutputStreamAppender<ILoggingEvent> appender) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
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

  /** Whether a logger's records are a line each at most, and no stack traces. */
  static boolean isQuiet(String logger) {
    return isIn(QUIET, logger);
  }

  /** Whether a logger is one of a library, which may say in detail what it sends. */
  static boolean isOfLibrary(String logger) {
    return Stream.of(QUIET, NOISE, TELLTALE).anyMatch(names -> isIn(names, logger));
  }

  /** Whether what a logger says holds secrets, whatever its level. */
  static boolean isTelltale(String logger) {
    return isIn(TELLTALE, logger);
  }

  private static boolean isIn(List<String> names, String logger) {
    return names.stream().anyMatch(name -> logger.equals(name) || logger.startsWith(name + '.'));
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
}

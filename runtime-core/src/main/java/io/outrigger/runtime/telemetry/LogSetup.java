package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends logs to standard error, a line each, from INFO on, those of {@code java.util.logging} too;
 * found by logback as a service. Code and not a file, since reading a file of XML takes a tenth of
 * the time to start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static final String HEAD = "%d{HH:mm:ss.SSS} %-5level %logger{0} ";
  private static final String PATTERN = HEAD + "%msg%n";

  /** Never more than a line, and of a failure only what it says. */
  private static final String ONE_LINE =
      HEAD + "%replace(%msg %ex{0}){'\\s*[\\r\\n](?s:.*)', ''}%n%nopex";

  /**
   * Libraries that log at INFO what only their authors want to read. What they warn of can be
   * brought about by any client, which is not to fill the log with stack traces.
   */
  private static final List<String> QUIET = List.of("io.grpc", "io.netty");

  /**
   * What warns of things that are none: that TCP options do not apply to a Unix socket, and that a
   * client went while something was written to it.
   */
  private static final List<String> NOISE =
      List.of("io.netty.bootstrap", "io.grpc.netty.NettyServerHandler");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console(context, "stderr", PATTERN));
    var oneLine = console(context, "stderr-one-line", ONE_LINE);
    for (var name : QUIET) {
      var logger = context.getLogger(name);
      logger.setLevel(Level.WARN);
      logger.setAdditive(false);
      logger.addAppender(oneLine);
    }
    NOISE.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    takeJulLogs();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Takes over what gRPC and others log by {@code java.util.logging}. */
  private static void takeJulLogs() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static ConsoleAppender<ILoggingEvent> console(
      LoggerContext context, String name, String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName(name);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}

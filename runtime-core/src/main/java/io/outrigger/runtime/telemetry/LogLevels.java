package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.outrigger.runtime.config.LogSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.LoggerFactory;

/**
 * The levels of the loggers, to see and to change while the sidecar runs. Loggers are named by
 * classes and packages; the one above all is {@code ROOT}. Safe for use by many threads.
 */
public final class LogLevels {

  private LogLevels() {}

  /** The loggers that have a level of their own, and their levels in lower case. */
  public static Map<String, String> own() {
    var levels = new TreeMap<String, String>();
    for (var logger : context().getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), text(logger));
      }
    }
    return levels;
  }

  /** The level that holds for what a class or package logs, in lower case. */
  public static String of(String name) {
    return text(context().getLogger(name));
  }

  /**
   * The logger of a name in any case, {@code ROOT} too; empty when nothing has logged by that name
   * or below it.
   */
  public static Optional<String> find(String name) {
    return context().getLoggerList().stream()
        .map(Logger::getName)
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }

  /**
   * Gives a logger, and those below it that have none of their own, a level.
   *
   * @throws IllegalArgumentException when it would then log what it sends, secrets too
   */
  public static void set(String name, LogSettings.Level level) {
    var wanted = LogSetup.level(level);
    if (LogSetup.isTelltale(name)
        || (LogSetup.isOfLibrary(name) && !wanted.isGreaterOrEqual(Level.INFO))) {
      throw new IllegalArgumentException(name + ": it would log secrets (expected: another one)");
    }
    context().getLogger(name).setLevel(wanted);
  }

  private static String text(Logger logger) {
    return logger.getEffectiveLevel().toString().toLowerCase(Locale.ROOT);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}

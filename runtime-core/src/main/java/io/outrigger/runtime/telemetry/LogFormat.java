package io.outrigger.runtime.telemetry;

import io.outrigger.runtime.config.LogSettings;
import io.outrigger.runtime.config.LogSettings.Format;
import java.util.Locale;

/** How records are written where a config leaves it open. */
public final class LogFormat {

  private static final String VARIABLE = "OUTRIGGER_LOG_FORMAT";

  private LogFormat() {}

  /**
   * How the log is written.
   *
   * @return {@code TEXT} or {@code JSON}
   * @throws IllegalArgumentException when the environment names another format
   */
  public static Format of(LogSettings settings) {
    return of(settings.format(), settings.path());
  }

  /** As {@link #of(LogSettings)}, for what goes to {@code path}. */
  public static Format of(Format chosen, String path) {
    var variable = System.getenv(VARIABLE);
    return of(chosen, variable == null ? "" : variable, LogTarget.isTerminal(path));
  }

  static Format of(Format chosen, String variable, boolean isTerminal) {
    if (chosen != Format.AUTO) {
      return chosen;
    }
    return switch (variable.toLowerCase(Locale.ROOT)) {
      case "text" -> Format.TEXT;
      case "json" -> Format.JSON;
      case "", "auto" -> isTerminal ? Format.TEXT : Format.JSON;
      default ->
          throw new IllegalArgumentException(
              VARIABLE + ": \"" + variable + "\" (expected: text, json or auto)");
    };
  }
}

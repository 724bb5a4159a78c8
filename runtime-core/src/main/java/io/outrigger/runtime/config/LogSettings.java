package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;

/**
 * The section {@code log}: the sidecar's own log.
 *
 * @param level from which level on
 * @param path {@code stderr}, {@code stdout}, or a file that is appended to
 * @param format how records are written
 */
public record LogSettings(
    @Setting(
            aliases = "default_log_level",
            doc = "From which level on the sidecar logs.",
            orElse = "info")
        Level level,
    @Setting(
            aliases = "default_log_path",
            doc =
                "Where the log goes: `stderr`, `stdout`, or the path of a file that is appended"
                    + " to. Empty means `stderr`.",
            orElse = "stderr")
        String path,
    @Setting(
            doc =
                "How it is written: `text`, `json` for an object on each line, or `auto`: as the"
                    + " variable OUTRIGGER_LOG_FORMAT says, else text on a terminal and JSON"
                    + " elsewhere.",
            orElse = "auto")
        Format format) {

  /** How records are written. */
  public enum Format {
    /** As the process's environment says, else as suits the place. */
    AUTO,
    /** A line for people. */
    TEXT,
    /** A JSON object on a line. */
    JSON
  }

  /** How much is logged, as MOSN and Layotto name it. */
  public enum Level {
    /** Everything. */
    TRACE,
    /** What a developer wants to know. */
    DEBUG,
    /** Start, stop and changes of state. */
    INFO,
    /** The same as {@link #WARN}. */
    WARNING,
    /** What will go wrong, or has and is being made good. */
    WARN,
    /** What has gone wrong. */
    ERROR,
    /** The same as {@link #ERROR}. */
    FATAL,
    /** The same as {@link #ERROR}. */
    CRITICAL,
    /** Nothing. */
    OFF
  }

  /** Puts in the default for no path. */
  public LogSettings {
    path = path.isBlank() ? "stderr" : path;
  }
}

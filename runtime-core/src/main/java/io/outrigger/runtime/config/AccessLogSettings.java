package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.util.Optional;

/**
 * The section {@code access_log}: a line for each call of the app that has ended.
 *
 * @param sampleRate which part of the calls is chosen, by chance: 0 for none, 1 for all
 * @param path {@code stderr}, {@code stdout}, or a file; where the log goes when absent
 */
public record AccessLogSettings(
    @Setting(doc = "Which part of the calls is written, by chance, 0 to 1.", orElse = "1")
        double sampleRate,
    @Setting(
            doc =
                "Where the lines go: `stderr`, `stdout`, or the path of a file that is appended to."
                    + " Where the log goes when absent or empty.")
        Optional<String> path) {

  /** Refuses a rate that is none, and takes an empty path for none. */
  public AccessLogSettings {
    Check.share("sample_rate", sampleRate);
    path = path.filter(text -> !text.isBlank());
  }
}

package io.outrigger.runtime.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as a config writes them: {@code 500ms}, {@code 5s}, {@code 1m30s}. None is longer than
 * 365 days, so that every one fits into a count of nanoseconds.
 */
final class Durations {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern PART = Pattern.compile("(\\d{1,18})(ns|us|ms|s|m|h)");
  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");

  private Durations() {}

  /** The duration that {@code text} says; empty when it says none or one too long. */
  static Optional<Duration> parse(String text) {
    var parts = PART.matcher(text);
    var sum = Duration.ZERO;
    int end = 0;
    try {
      while (parts.find(end) && parts.start() == end) {
        sum = sum.plus(Long.parseLong(parts.group(1)), unit(parts.group(2)));
        end = parts.end();
      }
      return end > 0 && end == text.length() ? bounded(sum) : Optional.empty();
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  /** The duration of {@code count} units; empty when that is no whole number or too many. */
  static Optional<Duration> parse(String count, ChronoUnit unit) {
    if (!COUNT.matcher(count).matches()) {
      return Optional.empty();
    }
    try {
      return bounded(Duration.of(Long.parseLong(count), unit));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> bounded(Duration duration) {
    return duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
  }

  /** The text that {@link #parse} reads as {@code duration}, a minus before it if negative. */
  static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("h", duration.toHours());
    parts.put("m", (long) duration.toMinutesPart());
    parts.put("s", (long) duration.toSecondsPart());
    parts.put("ms", (long) duration.toMillisPart());
    parts.put("us", (long) duration.toNanosPart() / 1_000 % 1_000);
    parts.put("ns", (long) duration.toNanosPart() % 1_000);
    var text = new StringBuilder();
    parts.forEach((unit, count) -> text.append(count == 0 ? "" : count + unit));
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "ns" -> ChronoUnit.NANOS;
      case "us" -> ChronoUnit.MICROS;
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      default -> ChronoUnit.HOURS;
    };
  }
}

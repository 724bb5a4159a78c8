package io.outrigger.runtime.telemetry.access;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Writes times to the millisecond; most are within the second of the one before. For one thread.
 */
final class Times {

  private final DateTimeFormatter formatter;
  private long second = Long.MIN_VALUE;
  private String text = "";

  /** Writes the second by {@code pattern}. */
  Times(String pattern, ZoneId zone) {
    formatter = DateTimeFormatter.ofPattern(pattern).withZone(zone);
  }

  /** Such as {@code 12:00:00.123}. */
  String text(long epochMillis) {
    long now = Math.floorDiv(epochMillis, 1000);
    if (now != second) {
      second = now;
      text = formatter.format(Instant.ofEpochSecond(now));
    }
    return text + '.' + Integer.toString(1000 + Math.floorMod(epochMillis, 1000)).substring(1);
  }
}

package io.outrigger.runtime.telemetry.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code sw8} of SkyWalking, version 3: a flag, a number, and six texts in Base64.
 *
 * @param isSampled whether the caller records the trace
 * @param traceId the trace
 * @param segmentId the caller's segment
 * @param spanId the caller's span in its segment, not negative
 * @param service the caller's service
 * @param instance the caller's instance
 * @param endpoint the endpoint of the caller's segment
 * @param address by which the caller knows the system that it calls
 */
record Sw8(
    boolean isSampled,
    String traceId,
    String segmentId,
    int spanId,
    String service,
    String instance,
    String endpoint,
    String address) {

  private static final int FIELDS = 8;

  /** What stands for a text that must not be empty and is. */
  private static final String NOTHING = "-";

  /** Reads a header; null for none, and for one that is not right. */
  static @Nullable Sw8 of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var fields = text.split("-", -1);
    if (fields.length != FIELDS || !(fields[0].equals("0") || fields[0].equals("1"))) {
      return null;
    }
    try {
      int span = Integer.parseInt(fields[3]);
      return span < 0 ? null : decoded(fields, span);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Sw8 decoded(String[] fields, int span) {
    return new Sw8(
        fields[0].equals("1"),
        text(fields[1]),
        text(fields[2]),
        span,
        text(fields[4]),
        text(fields[5]),
        text(fields[6]),
        text(fields[7]));
  }

  /** Texts end up in logs, so they have neither line ends nor other control characters. */
  private static String text(String base64) {
    var text = new String(Base64.getDecoder().decode(base64), UTF_8);
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("no text");
    }
    return text;
  }

  @Override
  public String toString() {
    return String.join(
        "-",
        isSampled ? "1" : "0",
        base64(traceId),
        base64(segmentId),
        Integer.toString(spanId),
        base64(service),
        base64(instance),
        base64(endpoint),
        base64(address));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString((text.isEmpty() ? NOTHING : text).getBytes(UTF_8));
  }
}

package io.outrigger.runtime.service;

import io.outrigger.runtime.service.ServiceException.Reason;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how long a value lives from the metadata of a write. */
final class TimeToLive {

  private TimeToLive() {}

  /** Null when the metadata does not say, zero for ever. */
  static @Nullable Duration of(Map<String, String> metadata) {
    var text = metadata.isEmpty() ? null : metadata.get(StateService.TTL_IN_SECONDS);
    if (text == null) {
      return null;
    }
    try {
      return Duration.ofSeconds(Math.max(0, Integer.parseInt(text.strip())));
    } catch (NumberFormatException e) {
      throw new ServiceException(
          Reason.ILLEGAL_VALUE,
          "metadata %s: \"%s\" (expected: a whole number of seconds)"
              .formatted(StateService.TTL_IN_SECONDS, text));
    }
  }
}

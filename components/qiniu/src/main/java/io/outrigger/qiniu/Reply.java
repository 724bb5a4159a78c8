package io.outrigger.qiniu;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Qiniu has answered.
 *
 * @param status the status of HTTP, or one of Qiniu's own beyond 570
 * @param requestId what Qiniu finds the request by; empty when it has given none
 * @param body the content, JSON as a rule
 */
record Reply(int status, String requestId, Bytes body) {

  private static final int NO_SUCH_ENTRY = 612;

  /** True when Qiniu has done what it was asked for. */
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * The fields of the JSON object that the content is.
   *
   * @param subject what the request was about
   * @throws ComponentException INTERNAL when it is none, such as the page of a proxy
   */
  Map<?, ?> fields(ComponentContext context, String subject) {
    try {
      if (context.json("Qiniu's reply", body) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IllegalArgumentException e) {
      throw unreadable(subject, e);
    }
    throw unreadable(subject, null);
  }

  private ComponentException unreadable(String subject, @Nullable Throwable cause) {
    return new ComponentException(
        ErrorCode.INTERNAL,
        "%s: Qiniu's reply [request %s] is no JSON object".formatted(subject, requestId),
        cause);
  }

  /** True when what the request named is not there: an object, or an upload. */
  boolean isNoEntry() {
    return status == NO_SUCH_ENTRY;
  }
}

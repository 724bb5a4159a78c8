package io.outrigger.qiniu;

import io.outrigger.spi.Bytes;

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

  /** True when what the request named is not there: an object, or an upload. */
  boolean isNoEntry() {
    return status == NO_SUCH_ENTRY;
  }
}

package io.outrigger.runtime.api;

import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.service.ServiceException;
import io.outrigger.spi.ErrorCode;

/** A failure in the words of an API. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String reason;

  private ApiException(ErrorCode code, String reason, String message, Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
    this.reason = reason;
  }

  /**
   * A failure with other words, which end with their own separator, before its own, its code and
   * reason kept. What a service refuses is worded already and stays as it is.
   */
  public static RuntimeException worded(String words, Throwable failure) {
    if (Failures.unwrap(failure) instanceof ServiceException refusal) {
      return refusal;
    }
    var translated = Failures.translate(failure);
    var message = words + Failures.message(translated);
    return new ApiException(translated.code(), translated.code().name(), message, translated);
  }

  /** What kind of failure it is. */
  public ErrorCode code() {
    return code;
  }

  /** The reason for programs to look at. */
  public String reason() {
    return reason;
  }
}
